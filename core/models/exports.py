"""Workbooks of long lists that people asked for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.trail.recording import tracked

from .drawn import Drawn


@tracked(exclude=["query"])
class ListExport(Drawn):
    """The workbook of a list as one person sees it: the address of the list, and with which filters and columns.

    What was searched for is no matter of the trail.
    """

    path = models.CharField(_("address"), max_length=200)
    query = models.CharField(max_length=1000, blank=True, editable=False)
    file = models.FileField(_("file"), upload_to="exports/%Y/%m", max_length=200, blank=True)

    class Meta(Drawn.Meta):
        verbose_name = _("export of a list")
        verbose_name_plural = _("exports of lists")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "path", "query"],
                condition=Q(done_at=None),
                name="list_export_once",
                violation_error_code="path",
                violation_error_message=_("This list is being drawn for you already."),
            )
        ]

    def __str__(self):
        return self.path

    def get_absolute_url(self):
        return address_of_row("list_export", self.pk)
