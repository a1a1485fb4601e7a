"""Figures: named numbers, each computed as of a day and for a period, from the dates of facts.

Nothing is counted from "now" or from the trail, so any past day comes out again as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.reports.period import Period
from core.reports.registry import Registry


@dataclass(frozen=True)
class Figure:
    """One number. `compute(as_of, period, user)` counts only rows the user sees; without a user, all rows.

    `period`, when given, counts what became true within it; otherwise everything up to `as_of`. `link(as_of)` is the
    list the number counts. `group` is the heading under which the board shows it.
    """

    key: str
    label: Any
    unit: Any
    compute: Callable[[date, Period | None, Any], int]
    group: Any = ""
    link: Callable[[date], str] | None = None


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
    return [Value(figure, figure.compute(as_of, period, user), as_of) for figure in figures]
