"""Monthly workbooks that people asked for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.trail.recording import tracked

from .drawn import Drawn


@tracked()
class MonthlyReport(Drawn):
    """The workbook of one month as one person sees it."""

    month = models.DateField(_("month"))
    file = models.FileField(_("file"), upload_to="monthly/%Y/%m", max_length=200, blank=True)

    class Meta(Drawn.Meta):
        verbose_name = _("monthly report")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "month"],
                condition=Q(done_at=None),
                name="monthly_report_once",
                violation_error_code="month",
                violation_error_message=_("The workbook of this month is being drawn for you already."),
            )
        ]

    def __str__(self):
        return f"{self.month:%Y-%m}"

    def get_absolute_url(self):
        return address_of_row("monthly_report", self.pk)
