"""Which rows a figure counts: those its reader sees, by the dates of facts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Sum
from django.urls import reverse

from core.reports.period import Period
from core.workdays.unrecorded import CameWithLedger, happened_by


def seen_by(model: type[Model], user) -> QuerySet:
    """The rows that `user` sees; all rows without one, as a command counts."""
    return model._default_manager.all() if user is None else model._default_manager.visible_to(user)


def became_true(model: type[Model], field: str, as_of: date) -> Q:
    """What became true by the end of `as_of`.

    `field` is the day of the fact, of the row or of one it points to (`hand_over__delivered_on`).
    """
    owner, path, name = _owner_of(model, field)
    from_ledger = issubclass(owner, CameWithLedger) and name in owner.SURELY_BEFORE
    return happened_by(name, as_of, on=path) if from_ledger else Q(**{f"{field}__lte": as_of})


def _owner_of(model: type[Model], field: str) -> tuple[type[Model], str, str]:
    """The model whose day this is, the path to it, and the name it has there."""
    *steps, name = field.split("__")
    for step in steps:
        model = cast(type[Model], model._meta.get_field(step).related_model)
    return model, "".join(f"{step}__" for step in steps), name


class Listed:
    """The list of what a figure counts: the name of its page, the parameter for the day, and any others it needs."""

    def __init__(self, page: str, day: str, **given: str):
        self._page, self._day, self._given = page, day, given

    def __call__(self, as_of: date) -> str:
        """The address of the list as of that day."""
        return f"{reverse(self._page)}?{urlencode(self._given | {self._day: as_of.isoformat()})}"


@dataclass(frozen=True)
class Counted:
    """The rows behind a number; `Figure.counting` says what each part is."""

    model: type[Model]
    on: str
    until: str
    of: str
    among: Callable[[QuerySet, date], QuerySet] | None
    seen: Callable[[Any], QuerySet] | None

    def keys(self, as_of: date, period: Period | None, user) -> QuerySet:
        """What is counted as of the day, each once; of a period what is new: not counted on the day before it."""
        rows = self._rows(as_of, user) if period is None else self._new(period, min(period.end, as_of), user)
        return rows.order_by().values_list(self.of, flat=True).distinct()

    def __call__(self, as_of: date, period: Period | None, user) -> int:
        """The number."""
        return self.keys(as_of, period, user).count()

    def _rows(self, as_of: date, user) -> QuerySet:
        rows = _among(self, as_of, user).filter(became_true(self.model, self.on, as_of))
        if self.until:
            rows = rows.filter(Q(**{f"{self.until}__isnull": True}) | Q(**{f"{self.until}__gt": as_of}))
        return rows

    def _new(self, period: Period, end: date, user) -> QuerySet:
        """What came with a ledger without its day became true in no period that could be told."""
        rows = self._rows(end, user).filter(**{f"{self.on}__isnull": False})
        if end < period.start:
            return rows.none()
        if self._only_gains_rows:
            return rows.filter(**{f"{self.on}__gte": period.start})
        before = self._rows(period.start - timedelta(days=1), user).filter(**{self.of: OuterRef(self.of)})
        return rows.filter(~Exists(before))

    @property
    def _only_gains_rows(self) -> bool:
        """Whether each row counts once, from its day on and for ever."""
        return self.of == "pk" and not self.until and self.among is None


@dataclass(frozen=True)
class Summed:
    """The rows whose amounts are added up; `Figure.summing` says what each part is."""

    model: type[Model]
    amount: str
    on: str
    among: Callable[[QuerySet, date], QuerySet] | None
    seen: Callable[[Any], QuerySet] | None

    def rows(self, as_of: date, period: Period | None, user) -> QuerySet:
        """The rows whose amounts are added up; of a period those that became true within it."""
        rows = _among(self, as_of, user).filter(became_true(self.model, self.on, as_of))
        if period is not None:
            rows = rows.filter(**{f"{self.on}__range": (period.start, period.end)})
        return rows

    def __call__(self, as_of: date, period: Period | None, user) -> int:
        """The sum, in whole units."""
        return round(self.rows(as_of, period, user).aggregate(sum=Sum(self.amount))["sum"] or 0)


def _among(rule: Counted | Summed, as_of: date, user) -> QuerySet:
    rows = seen_by(rule.model, user) if rule.seen is None else rule.seen(user)
    return rows if rule.among is None else rule.among(rows, as_of)
