"""The working calendar, where it departs from "Monday to Friday"."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.trail.recording import tracked


@tracked()
class CalendarDay(models.Model):
    """A named day that is off or on by decree: a statutory holiday, or a weekend day worked in its stead.

    Only such days are kept; every other day is working from Monday to Friday. `core.workdays` reads them.
    """

    class Source(models.TextChoices):
        STATUTORY = "statutory", _("Published by the State Council")
        EDITED = "edited", _("Entered by the office")

    day = models.DateField(_("day"), unique=True)
    is_workday = models.BooleanField(_("working day"))
    name = models.CharField(_("name of the day"), max_length=50)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.EDITED)

    class Meta:
        ordering = ["day"]
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")

    def __str__(self):
        return f"{self.day} {self.name}"
