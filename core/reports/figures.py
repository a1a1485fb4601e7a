"""Figures: named numbers, each computed as of a day and for a period, from the dates of facts.

Nothing is counted from "now" or from the trail, so any past day comes out again as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DecimalField, Model, QuerySet, Sum
from django.db.models import Value as Constant

from core.reports.counted import Counted, Listed, Summed
from core.reports.period import Period
from core.reports.registry import Registry
from core.workflow.at_once import amounts_of


@dataclass(frozen=True, eq=False)
class Figure:
    """One number. `compute(as_of, period, user)` counts only rows the user sees; without a user, all rows.

    Without `period` the number is what stands at the end of `as_of`. With one it is what is new in it: what stands at
    its end and did not stand on the day before it began. So one name has one meaning on every board, sheet and list:
    an organization inspected again is not new, and an overdue item is new in the month in which it became overdue.
    `link(as_of)` is the list the number counts. `group` is the heading under which the board shows it.

    A number of rows is declared with `Figure.counting`, a sum with `Figure.summing`; this constructor is for whatever
    is neither.
    """

    key: str
    label: Any
    unit: Any
    compute: Callable[[date, Period | None, Any], int]
    group: Any = ""
    link: Callable[[date], str] | None = None

    @property
    def counts_rows(self) -> bool:
        """Whether it is a number of rows, and no sum."""
        return isinstance(self.compute, Counted)

    @classmethod
    def counting(
        cls,
        model: type[Model],
        key: str,
        label: Any,
        unit: Any,
        *,
        on: str,
        until: str = "",
        of: str = "pk",
        among: Callable[[QuerySet, date], QuerySet] | None = None,
        seen: Callable[[Any], QuerySet] | None = None,
        group: Any = "",
        listed: Listed | None,
    ) -> "Figure":
        """A number of rows of `model` by a dated fact.

            Figure.counting(
                Inspection, "organizations_inspected", _("Organizations inspected"), _("organizations"),
                on="entered_on", of="organization", group=_("Rounds"),
                listed=Listed("rounds:organizations", "inspected_by"),
            )

        `on` is the day the fact became true, `until` the day it ended, where it does. `of` is what is counted, each
        once: the rows, or what they point to. `among(rows, as_of)` narrows the rows down. `seen(user)` gives the rows
        this reader may count, if not those of `visible_to`. `listed` is the page that lists what is counted, None
        where whoever reads the number may not list it. A test opens each list and compares.
        """
        return cls(key, label, unit, Counted(model, on, until, of, among, seen), group, listed)

    @classmethod
    def summing(
        cls,
        model: type[Model],
        key: str,
        label: Any,
        unit: Any,
        *,
        amount: str,
        on: str,
        among: Callable[[QuerySet, date], QuerySet] | None = None,
        seen: Callable[[Any], QuerySet] | None = None,
        group: Any = "",
        listed: Listed | None,
    ) -> "Figure":
        """The sum of `amount` over rows of `model`, money in yuan; the other parts are as in `Figure.counting`.

        What is new in a period are the rows of its days, so `among` must not depend on the day. A correction takes the
        place of what it corrects, on days past as well (docs/domain.md, registers).
        """
        return cls(key, label, unit, Summed(model, amount, on, among, seen), group, listed)


@dataclass(frozen=True)
class Value:
    """A figure with its number of one day."""

    figure: Figure
    value: int
    as_of: date

    @property
    def url(self) -> str:
        """The list this number counts, "" if it has none."""
        return self.figure.link(self.as_of) if self.figure.link else ""


figures: Registry[Figure] = Registry("figure")


def values_on(as_of: date, *, period: Period | None = None, user=None) -> list[Value]:
    """Every figure computed, for one reader."""
    numbers = numbers_of([(figure, as_of, period) for figure in figures], user)
    return [Value(figure, number, as_of) for figure, number in zip(figures, numbers, strict=True)]


Asked = tuple[Figure, date, Period | None]


@dataclass(frozen=True)
class CountedSets:
    """What each of these figures counts for a user: `at_once.SetsOf`."""

    asked: tuple[Asked, ...]

    def __call__(self, user: Any) -> list[QuerySet]:
        return [figure.compute.keys(as_of, period, user) for figure, as_of, period in self.asked]


def numbers_of(asked: list[Asked], user: Any) -> list[int]:
    """Figures, each of its day and period, for one reader: all that count rows in one statement, all sums in one."""
    counted = {at: each for at, each in enumerate(asked) if user is not None and each[0].counts_rows}
    known = dict(zip(counted, amounts_of(user, CountedSets(tuple(counted.values()))), strict=True)) if counted else {}
    known |= _sums_of({at: each for at, each in enumerate(asked) if isinstance(each[0].compute, Summed)}, user)
    return [
        known[at] if at in known else figure.compute(as_of, period, user)
        for at, (figure, as_of, period) in enumerate(asked)
    ]


def _sums_of(asked: dict[int, Asked], user: Any) -> dict[int, int]:
    """The sums by their places; a sum of no rows is 0."""
    parts = [
        figure.compute.rows(as_of, period, user)
        .order_by()
        .annotate(_at=Constant(at))
        .values("_at")
        .annotate(_sum=Sum(figure.compute.amount, output_field=DecimalField()))
        .values_list("_at", "_sum")
        for at, (figure, as_of, period) in asked.items()
    ]
    if not parts:
        return {}
    told = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return dict.fromkeys(asked, 0) | {at: round(total or 0) for at, total in told}
