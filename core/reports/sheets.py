"""Sheets: worksheets that apps contribute to the monthly workbook."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.reports.period import Period


@dataclass(frozen=True)
class Sheet:
    """One worksheet. `rows(period, user)` yields tuples in the order of `columns`, only rows the user sees.

    `columns` are those of `core.workbook`; `title` is the name on the tab and in the heading, without the period.
    Sheets stand in the workbook by `order`.
    """

    key: str
    title: Any
    columns: Sequence[Any]
    rows: Callable[[Period, Any], Iterable[Sequence[Any]]]
    order: int = 100


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
