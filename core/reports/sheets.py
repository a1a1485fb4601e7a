"""Sheets: worksheets that apps contribute to the monthly workbook."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _

from core.reports.period import Period
from core.reports.registry import Registry
from core.workbook.spec import SheetRow, WriterColumn


@dataclass(frozen=True)
class Sheet:
    """One worksheet. `rows(period, user)` yields what `core.workbook.spec.SheetSpec` takes, only rows the user sees.

    Without a user (the command) it yields every row; names of persons in leads are in no sheet. `title` is the name
    on the tab and in the heading, without the period; `unit` stands above the header. Sheets stand by `order`.
    """

    key: str
    title: Any
    columns: Sequence[WriterColumn]
    rows: Callable[[Period, Any], Iterable[SheetRow | Sequence[Any]]]
    order: int = 100
    unit: Any = ""
    notes: Sequence[Any] = ()
    paper: Literal["A4", "A3"] = "A4"


sheets: Registry[Sheet] = Registry("sheet", order=lambda sheet: sheet.order)


def new_mark(day: date | None, period: Period) -> str:
    """What the column of news says of a row that came about on this day."""
    return _("this month") if day in period else ""
