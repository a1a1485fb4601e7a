"""Spans of days that reports are drawn for."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST_YEAR = 1900


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both counted."""

    start: date
    end: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.end

    @property
    def previous(self) -> "Period":
        """The month before the one this period starts in."""
        return month_of(self.start.replace(day=1) - timedelta(days=1))


def month_of(day: date) -> Period:
    """The whole month of that day."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last))


def parse_month(text: str) -> date:
    """`"2026-11"` as the first day of that month; ValueError for anything else and for what lies before any record."""
    month = date.fromisoformat(f"{text}-01")
    if month.year < FIRST_YEAR:
        raise ValueError(text)
    return month


def require_month(text: str) -> None:
    """Refuse what `parse_month` does not read, in words for a form."""
    try:
        parse_month(text)
    except ValueError:
        raise ValidationError(_("Give a month such as 2026-11.")) from None
