"""The cells of each worksheet with their merged ranges, in memory flat: only what is filled is kept."""

import csv
import io
import warnings
from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._reader import WorkSheetParser

from core.workbook import separated
from core.workbook.cleaning import is_blank
from core.workbook.comments import Beside, beside
from core.workbook.looks import Looks, StruckOut
from core.workbook.package import (
    CORRUPT,
    UnreadableFile,
    check_package,
    content_of,
    corrupt,
    is_package,
    refuse_other_kinds,
)
from core.workbook.values import Fault, Uncomputed

MAX_ROWS = 50_000
MAX_BLANK_ROWS = 150_000  # of a workbook: they cost time and say nothing
MAX_COLUMNS = 256
MAX_CHARACTERS = 50_000_000
MAX_MERGED_CELLS = 500_000
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


@dataclass
class Grid:
    """One worksheet: `cells[row][column]` where something is written, and its merged ranges.

    A merge is (first row, first column, last row, last column). `struck` tells by row and column what is struck out;
    a cell that is struck out as a whole still has its value here. Of a hidden sheet only the name is read. `beside` is
    what nobody reads, but is told of.
    """

    name: str
    cells: dict[int, dict[int, object]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    struck: dict[tuple[int, int], StruckOut] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False
    beside: Beside = field(default_factory=Beside)

    def columns(self, first, last, below):
        """Only these columns of the rows from `below` on; the rows above them as they stand."""
        cells = {
            row: {column: value for column, value in cells.items() if row < below or first <= column <= last}
            for row, cells in self.cells.items()
        }
        return replace(
            self,
            cells={row: of_row for row, of_row in cells.items() if of_row},
            merges=[merge for merge in self.merges if merge[2] < below or first <= merge[1] <= last],
        )

    def part(self, rows):
        """Only these rows, with the ranges merged within them."""
        return replace(
            self,
            cells={row: self.cells[row] for row in sorted(rows)},
            merges=[merge for merge in self.merges if merge[0] in rows],
        )

    def value(self, row, column):
        return self.cells.get(row, {}).get(column)

    def fill_merged(self, below):
        """Writes the value of each merged range that begins under row `below` into the rows it covers.

        Only rows that have something of their own, and only the first column of the range: a merge across
        columns is one value. Cells that are merely blank stay blank: a missing name must be seen as missing.
        """
        rows = sorted(number for number in self.cells if number > below)
        work = 0
        for top, left, bottom, _right in self.merges:
            value = self.value(top, left)
            if top <= below or value is None:
                continue
            for number in rows[bisect_left(rows, top + 1) :]:
                if number > bottom:
                    break
                self.cells[number].setdefault(left, value)
                work += 1
            if work > MAX_MERGED_CELLS:
                raise UnreadableFile(_("The workbook has too many merged cells."))


def grids_of(file):
    """Every worksheet of an .xlsx, or the one table of a .csv."""
    content, name = content_of(file)
    if name.lower().endswith(".csv") and not is_package(content):
        return [_csv_grid(content)]
    refuse_other_kinds(content)
    check_package(content)
    try:
        return _xlsx_grids(content)
    except CORRUPT as cause:
        raise corrupt() from cause


def _xlsx_grids(content):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, rich_text=True)
        try:
            looks = Looks(book)
            blanks = Blanks()
            return [_sheet_grid(sheet, looks, blanks) for sheet in book.worksheets]
        finally:
            book.close()


@dataclass
class Blanks:
    """The rows of a workbook in which nothing is written, as they are counted."""

    found: int = 0

    def count(self, name):
        """One more, on the sheet of this name."""
        self.found += 1
        if self.found > MAX_BLANK_ROWS:
            raise UnreadableFile(
                _("Up to sheet “%(sheet)s” there are more than %(limit)d empty rows. Delete them and upload it again.")
                % {"sheet": name, "limit": MAX_BLANK_ROWS}
            )


def _sheet_grid(sheet, looks, blanks):
    """One pass for what is written; where there are formulas, a second one for what they last showed."""
    grid = Grid(sheet.title, is_hidden=sheet.sheet_state != "visible")
    if grid.is_hidden:
        with suppress(UnreadableFile):  # nothing of it is saved; what it holds only shows what it is about
            _fill(grid, sheet, looks, blanks)
        return grid
    formulas = _fill(grid, sheet, looks, blanks)
    grid.beside = beside(sheet)
    if formulas:
        shown = Grid(sheet.title)
        _fill(shown, sheet, looks, Blanks(), formulas)
        for row, column in formulas:
            value = shown.value(row, column)
            if value == "":
                del grid.cells[row][column]
            elif value is not None:
                grid.cells[row][column] = value
    return grid


def _fill(grid, sheet, looks, blanks, formulas=None):
    """Reads the sheet into the grid; returns where formulas stand. With those, reads what they last showed."""
    found = []
    characters = 0
    with sheet._get_source() as source:
        parser = _parser(sheet, source, looks, data_only=formulas is not None)
        for _number, cells in parser.parse():
            before = len(grid.cells)
            for cell in cells:
                place = cell["row"], cell["column"]
                value, gone = looks.value_of(_value_of(cell), cell["style_id"])
                if formulas and place in formulas and value is None and cell["data_type"] == "s":
                    value = ""  # the formula shows an empty text
                elif is_blank(value):
                    continue
                characters += len(value) if isinstance(value, str) else 0
                _place(grid, *place, value)
                if gone:
                    grid.struck[place] = gone
                if cell["data_type"] == "f":
                    found.append(place)
            if len(grid.cells) == before:
                blanks.count(grid.name)
            _check_bounds(grid, characters)
        _note_layout(grid, parser)
    return set(found)


def _parser(sheet, source, looks, *, data_only):
    """The row parser of openpyxl's read-only sheet, used directly since that sheet forgets merged ranges."""
    book = sheet.parent
    return WorkSheetParser(
        source,
        sheet._shared_strings,
        data_only=data_only,
        epoch=book.epoch,
        date_formats=looks.dates,
        timedelta_formats=book._timedelta_formats,
        rich_text=True,
    )


def _note_layout(grid, parser):
    """Merged ranges, and what is hidden."""
    if parser.merged_cells:
        grid.merges = [
            (merge.min_row, merge.min_col, merge.max_row, merge.max_col) for merge in parser.merged_cells.mergeCell
        ]
    grid.hidden_rows = {int(number) for number, look in parser.row_dimensions.items() if _is_set(look, "hidden")}
    for letter, look in parser.column_dimensions.items():
        if _is_set(look, "hidden"):
            first = column_index_from_string(letter)
            grid.hidden_columns.update(range(first, min(int(look.get("max", first)), MAX_COLUMNS) + 1))


def _is_set(attributes, name):
    return attributes.get(name) in {"1", "true"}


def _value_of(cell):
    value = cell["value"]
    if cell["data_type"] == "e":
        return Fault(value)
    if cell["data_type"] == "f":
        return Uncomputed(getattr(value, "text", value) or "=")
    return value


def _place(grid, row, column, value):
    if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
        raise corrupt()
    if column > MAX_COLUMNS:
        raise UnreadableFile(
            _("Sheet “%(sheet)s” has more than %(limit)d columns.") % {"sheet": grid.name, "limit": MAX_COLUMNS}
        )
    grid.cells.setdefault(row, {})[column] = value


def _check_bounds(grid, characters):
    if len(grid.cells) > MAX_ROWS:
        raise UnreadableFile(
            _("Sheet “%(sheet)s” has more than %(limit)d rows; split it and upload the parts.")
            % {"sheet": grid.name, "limit": MAX_ROWS}
        )
    if characters > MAX_CHARACTERS:
        raise UnreadableFile(_("Sheet “%(sheet)s” holds more text than a ledger can.") % {"sheet": grid.name})


def _csv_grid(content):
    grid = Grid("CSV")
    characters = 0
    try:
        for number, values in enumerate(separated.rows_of(content), 1):
            for column, value in enumerate(values, 1):
                if not is_blank(value):
                    characters += len(value)
                    _place(grid, number, column, value)
            _check_bounds(grid, characters)
    except csv.Error as cause:
        raise corrupt() from cause
    return grid
