"""What was read: rows with their values and every error, each with sheet, row and column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.workbook.cells import quoted
from core.workbook.passed_over import Remark, SkippedRow, told_of
from core.workbook.schema import Column, Schema


@dataclass(frozen=True)
class CellError:
    """Why one cell (or, without a column, one row) was refused. Its text says where and why."""

    sheet: str
    row: int
    column_letter: str
    column_title: str
    value: str
    message: str

    @property
    def place(self):
        if not self.column_title:
            return _("row %(row)d") % {"row": self.row}
        if not self.column_letter:
            return _("row %(row)d “%(title)s”") % {"row": self.row, "title": self.column_title}
        return _("row %(row)d column %(letter)s “%(title)s”") % {
            "row": self.row,
            "letter": self.column_letter,
            "title": self.column_title,
        }

    @property
    def complaint(self):
        """Column and reason without the row, for a note beside the row itself."""
        if not self.column_title:
            return self.message
        return _("“%(title)s”: %(message)s") % {"title": self.column_title, "message": self.message}

    @property
    def cause(self):
        """Place and reason without the sheet, for lists that are grouped by sheet."""
        return _("%(place)s: %(message)s") % {"place": self.place, "message": self.message}

    def __str__(self):
        return _("Sheet “%(sheet)s” %(cause)s") % {"sheet": self.sheet, "cause": self.cause}


@dataclass(frozen=True)
class Difference:
    """Where a row says something else than what is there already; without words where these are confidential."""

    title: str
    old: str = ""
    new: str = ""

    def __str__(self):
        if not (self.old or self.new):
            return self.title
        return _("%(title)s: %(old)s → %(new)s") % {"title": self.title, "old": self.old or "—", "new": self.new}


@dataclass(frozen=True)
class SheetColumn:
    """A column as the workbook has it. `column` is None where no schema column goes by that heading.

    One that `is_further` holds a second, third … entry of a column beside it.
    """

    index: int
    letter: str
    title: str
    group: str = ""
    unit: str = ""
    column: Column | None = None
    is_further: bool = False

    @property
    def full_title(self):
        return f"{self.group}/{self.title}" if self.group and self.group != self.title else self.title


@dataclass
class Row:
    """One record: parsed `values` by column name, and `raw` cells as they stood by column index.

    `headings` are those between the rows that it stands under, the nearest last. `more` are the rows below that only
    go on with its columns of several entries; their errors are the record's.

    `cells` tell where those of a card stand, which is more than a row: the row and the letter of the column, by index.

    `there` says that the record is there already, and as what; `differences` are where the row says otherwise, and
    `is_update` that saving takes them over.
    """

    sheet: "SheetReading" = field(repr=False)
    number: int
    values: dict
    raw: dict
    errors: list[CellError] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    more: list["Row"] = field(default_factory=list, repr=False)
    there: str = ""
    differences: list[Difference] = field(default_factory=list)
    is_update: bool = False
    cells: Mapping[int, tuple[int, str]] = field(default_factory=dict, repr=False)

    def __getitem__(self, name):
        return self.values[name]

    def where(self, place):
        """The row and the letter of the column in which it says this."""
        return self.cells.get(place.index, (self.number, place.letter))

    @property
    def numbers(self):
        """The rows of the sheet that it stands in."""
        return {self.number, *(number for number, _letter in self.cells.values())}

    @property
    def section(self):
        """The nearest heading above the row."""
        return self.headings[-1] if self.headings else ""

    @property
    def entries(self):
        """The row itself and those that go on with it."""
        return [self, *self.more]

    def refuse(self, message, column=""):
        """Adds an error that the importer found (unknown organization …), at a column if given."""
        place = self.sheet.by_name.get(column)
        number, letter = self.where(place) if place else (self.number, "")
        self.errors.append(
            CellError(
                sheet=self.sheet.name,
                row=number,
                column_letter=letter,
                column_title=place.title if place else self.sheet.title_of(column),
                value=quoted(self.raw.get(place.index, "")) if place else "",
                message=str(message),
            )
        )

    def is_there(self, words, differences=(), *, update=False):
        """Keeps that the record is there already; with `update` its differences are taken over, if there are any."""
        self.there, self.differences = str(words), list(differences)
        self.is_update = update and bool(self.differences)

    @property
    def is_good(self):
        """Whether saving writes something of it."""
        return not self.errors and (self.is_update or not self.there)

    @property
    def stands(self):
        """Whether the record is there already and stays as it is."""
        return not self.errors and not self.is_good


@dataclass
class SheetReading:
    """One table of a worksheet read by one schema.

    `noted` is what its reader noticed; `telling` are the headings between the rows that an importer has taken for
    something, which is told where it is told.
    """

    name: str
    schema: Schema
    title_rows: list[str]
    columns: list[SheetColumn]
    head: "Head"
    rows: list[Row] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    noted: list[Remark] = field(default_factory=list)
    telling: set[str] = field(default_factory=set)
    is_of_cards: bool = False

    def __post_init__(self):
        self.by_name = {place.column.name: place for place in self.columns if place.column}
        required = (self.by_name.get(column.name) for column in self.schema.required)
        self.required = [place.index for place in required if place]

    def title_of(self, name):
        return self.schema.column(name).title if name else ""

    @property
    def remarks(self):
        """What must be told about it: what its reader noticed, and which rows hold nothing for anybody."""
        passed_over = [row for row in self.skipped if row.heading not in self.telling]
        return [*self.noted, *told_of(passed_over)]

    def has(self, name):
        """Whether the sheet has this column at all. If not, its blank value should overwrite nothing."""
        return name in self.by_name

    @property
    def unused(self):
        """Columns that no column of the schema goes by."""
        used = {place.index for place in self.columns if place.column or place.is_further} | self.head.ignored
        return [place for place in self.columns if place.index not in used]

    @property
    def unknown(self):
        """Their headings."""
        return [place.full_title for place in self.unused]

    @property
    def good(self):
        return [row for row in self.rows if row.is_good]

    @property
    def standing(self):
        return [row for row in self.rows if row.stands]

    @property
    def refused(self):
        return [row for row in self.rows if row.errors]

    @property
    def errors(self):
        return [error for row in self.rows for error in row.errors]


@dataclass(frozen=True)
class Head:
    """The rows above the data as they stood, kept so that refused rows can be handed back in the same layout.

    `first` and `last` are the rows of the header itself; `ignored` the columns that no import needs (running
    number …); `reasons` those among them that an earlier workbook of refused rows added.
    """

    rows: dict[int, dict[int, object]]
    merges: list[tuple[int, int, int, int]]
    first: int
    last: int
    ignored: frozenset[int]
    reasons: frozenset[int]


@dataclass(frozen=True)
class UnreadSheet:
    """A worksheet that is not read, and why; `opening` are the words of its first rows.

    One that is hidden but holds something is a doubt: whoever imports the file may not know of it.
    """

    name: str
    reason: str
    opening: str = ""
    is_doubt: bool = False


@dataclass
class Reading:
    """A workbook as read: iterates over its sheets that fit a schema."""

    sheets: list[SheetReading]
    unread: list[UnreadSheet] = field(default_factory=list)

    def __iter__(self) -> Iterator[SheetReading]:
        return iter(self.sheets)

    def __len__(self):
        return len(self.sheets)

    def __getitem__(self, index):
        return self.sheets[index]

    @property
    def rows(self):
        return [row for sheet in self.sheets for row in sheet.rows]

    @property
    def good(self):
        return [row for row in self.rows if row.is_good]

    @property
    def standing(self):
        return [row for row in self.rows if row.stands]

    @property
    def refused(self):
        return [row for row in self.rows if row.errors]

    @property
    def errors(self):
        return [error for row in self.rows for error in row.errors]

    @property
    def remarks(self):
        """What must be told about each sheet, with the sheet's name; what several of its tables say, once."""
        hidden = [
            (sheet.name, Remark(_("the sheet is hidden, holds something and is not read"), is_doubt=True))
            for sheet in self.unread
            if sheet.is_doubt
        ]
        return hidden + list(dict.fromkeys((sheet.name, remark) for sheet in self.sheets for remark in sheet.remarks))

    def summary(self):
        """One sentence: how many rows are good, how many refused."""
        good, refused = len(self.good), len(self.refused)
        return _("%(good)s, %(refused)s") % {
            "good": ngettext("%(count)d good row", "%(count)d good rows", good) % {"count": good},
            "refused": ngettext("%(count)d refused", "%(count)d refused", refused) % {"count": refused},
        }
