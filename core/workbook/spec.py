"""The content of a worksheet we write, before it becomes cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.utils.translation import pgettext_lazy

Kind = Literal[
    "text", "long_text", "id", "date", "datetime", "month", "integer", "count", "number", "money", "percent"
]


TEN_THOUSAND_YUAN = pgettext_lazy("unit", "10,000 yuan")


@dataclass(frozen=True)
class WriterColumn:
    """One column of a worksheet.

    It is as wide as what it holds (`core.workbook.widths`); wider than `width` only where the page has room. Money
    is handed over in yuan whatever `unit` says; with `TEN_THOUSAND_YUAN` the cell shows these. Percent is handed over
    as a ratio (0.7643 is shown as 76.43%). `total` is "sum", a value of its own (a rate, whose sum would mean
    nothing), or None for no total. The unit appears in the heading.
    """

    title: Any  # text, or text to be translated as it is written
    group: str = ""
    kind: Kind = "text"
    unit: Any = ""
    width: float | None = None
    total: object = None

    @property
    def heading(self):
        return f"{self.title}（{self.unit}）" if self.unit else str(self.title)

    @property
    def in_ten_thousands(self) -> bool:
        """Whether its sums are shown in ten thousands of yuan."""
        return self.kind == "money" and str(self.unit) == str(TEN_THOUSAND_YUAN)


@dataclass(frozen=True)
class SheetRow:
    """One row with a mark; rows without one are plain sequences. Overdue rows are light red (and say so in words)."""

    values: Sequence
    overdue: bool = False


@dataclass(frozen=True)
class HeadingRow:
    """A line across the table that heads the rows under it."""

    words: str


@dataclass
class SheetSpec:
    """One worksheet as an office prints it: title, line of unit and date, header, rows, total, signatures.

    `rows` may be any iterable and is read once, one row at a time. `scope` says which rows they are, before the date;
    where they are a part of all (`is_part`), a total is that of the table alone. `opening` are words above the table,
    and `when_empty` those in the place of rows. `filters` belongs on sheets of detail rows. A sheet is printed upright
    where it is narrow enough; `one_page` makes the print smaller until all of it is on one page.
    """

    name: str
    title: str
    columns: Sequence[WriterColumn]
    rows: Iterable[Sequence | SheetRow | HeadingRow]
    unit: str = ""
    filled_by: str = ""
    as_of: date | str | None = None
    scope: str = ""
    opening: str = ""
    sign_off: Sequence[str] = ()
    notes: Sequence[str] = ()
    filters: bool = True
    freeze_columns: int = 0
    paper: Literal["A4", "A3"] = "A4"
    is_part: bool = False
    when_empty: str = ""
    one_page: bool = False

    @property
    def has_groups(self):
        return any(column.group for column in self.columns)

    @property
    def has_totals(self):
        return any(column.total is not None for column in self.columns)


@dataclass
class NotesSpec:
    """A worksheet of plain lines, such as how a table is to be filled in (填表说明)."""

    name: str
    title: str
    lines: Sequence[str] = field(default_factory=list)
