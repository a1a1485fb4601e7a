"""Monthly workbooks that people asked for, and which sheets they want in them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.trail.recording import tracked

from .drawn import Drawn


class ChosenSheets(models.Model):
    """Parent of what says which sheets a workbook has, by their keys. One that is registered later is not left out."""

    left_out = ArrayField(
        models.CharField(max_length=100), verbose_name=_("sheets left out"), default=list, blank=True
    )
    whole = ArrayField(
        models.CharField(max_length=100), verbose_name=_("sheets with their whole history"), default=list, blank=True
    )

    class Meta:
        abstract = True


class SheetChoiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(user=user.pk)


@tracked()
class SheetChoice(ChosenSheets):
    """The sheets one person chose the last time, for the workbooks to come."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account"))

    objects = SheetChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of sheets")

    def __str__(self):
        return str(self.user)


@tracked()
class MonthlyReport(Drawn, ChosenSheets):
    """The workbook of one month as one person sees it."""

    month = models.DateField(_("month"))
    file = models.FileField(_("file"), upload_to="monthly/%Y/%m", max_length=200, blank=True)

    class Meta(Drawn.Meta):
        verbose_name = _("monthly report")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "month", "left_out", "whole"],
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
