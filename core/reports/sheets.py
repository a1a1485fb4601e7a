"""Sheets: worksheets that apps contribute to the monthly workbook."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from core.reports.period import Period
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


class SheetRegistry:
    """The sheets of all apps."""

    def __init__(self):
        self._sheets: dict[str, Sheet] = {}

    def register(self, *new: Sheet) -> None:
        """Add sheets; a key can be taken once."""
        for sheet in new:
            if sheet.key in self._sheets:
                raise ValueError(f"sheet {sheet.key} is registered already")
            self._sheets[sheet.key] = sheet

    def __iter__(self) -> Iterator[Sheet]:
        return iter(sorted(self._sheets.values(), key=lambda sheet: sheet.order))

    def __getitem__(self, key: str) -> Sheet:
        return self._sheets[key]


sheets = SheetRegistry()
