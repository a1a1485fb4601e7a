"""Days that nobody told: what a ledger leaves out stays empty until somebody records it (docs/domain.md, ledgers)."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOT_RECORDED = _("Not recorded (came with a ledger)")


class CameWithLedger(models.Model):
    """Parent of what a ledger may bring in: it happened outside, and some of its days are known to nobody here.

    A figure counts such a row from the day on which the ledger came: by then, at the latest, it was true.
    """

    SURELY_BEFORE: tuple[str, ...] = ()
    """Names of days that lie behind whatever a ledger brings, so that figures may count by them."""

    imported_on = models.DateField(_("came with a ledger on"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def reached_days(self) -> tuple[str, ...]:
        """The names of the days that its state says have come, known or not."""
        return ()

    def lacks_day(self, name: str) -> bool:
        """Whether this day has come, but the ledger did not tell it and nobody recorded it since."""
        return self.imported_on is not None and getattr(self, name, "") is None and name in self.reached_days()


def words_for_missing(row: Any, name: str) -> str | Promise:
    """What to say in place of a day that is empty: that it was not recorded, or ""."""
    return NOT_RECORDED if isinstance(row, CameWithLedger) and row.lacks_day(name) else ""


def lacks_a_day(*names: str) -> Q:
    """Rows that came with a ledger and lack one of these days."""
    return Q(imported_on__isnull=False) & reduce(or_, (Q(**{f"{name}__isnull": True}) for name in names))


def happened_by(name: str, as_of: date, *, on: str = "") -> Q:
    """Rows whose day `name` was by `as_of`; one that came with a ledger without it, from when the ledger came.

    `on` is the path to the row that has the day, such as `hand_over__`.
    """
    unknown = Q(**{f"{on}{name}__isnull": True, f"{on}imported_on__lte": as_of})
    return Q(**{f"{on}{name}__lte": as_of}) | unknown
