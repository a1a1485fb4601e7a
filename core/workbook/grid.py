"""The cells of each worksheet with their merged ranges, in memory flat: only what is filled is kept."""

import csv
import io
import warnings
from bisect import bisect_left
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet._reader import WorkSheetParser

from core.workbook.cleaning import is_blank
from core.workbook.package import (
    CORRUPT,
    UnreadableFile,
    check_package,
    content_of,
    corrupt,
    is_package,
    refuse_other_kinds,
)

MAX_ROWS = 50_000
MAX_COLUMNS = 256
MAX_CHARACTERS = 50_000_000
MAX_MERGED_CELLS = 500_000
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


class Fault(str):
    """What Excel shows for a broken formula (#REF!, #N/A …). Never taken as a value."""

    __slots__ = ()


@dataclass
class Grid:
    """One worksheet: `cells[row][column]` where something is written, and its merged ranges.

    A merge is (first row, first column, last row, last column).
    """

    name: str
    cells: dict[int, dict[int, object]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

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
    """Every visible worksheet of an .xlsx, or the one table of a .csv (UTF-8 or GBK)."""
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
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            grids = []
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    grids.append(_sheet_grid(sheet))
            return grids
        finally:
            book.close()


def _sheet_grid(sheet):
    """One pass for what is written; where there are formulas, a second one for what they last showed."""
    grid = Grid(sheet.title)
    formulas = _fill(grid, sheet)
    if formulas:
        shown = Grid(sheet.title)
        _fill(shown, sheet, data_only=True)
        for row, column in formulas:
            value = shown.value(row, column)
            if value is not None:
                grid.cells[row][column] = value
    return grid


def _fill(grid, sheet, data_only=False):
    """Reads the sheet into the grid; returns where formulas stand. They are kept as text, never computed."""
    formulas = []
    characters = 0
    with sheet._get_source() as source:
        book = sheet.parent
        # The row parser of openpyxl's read-only sheet, used directly since that sheet forgets merged ranges.
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _number, cells in parser.parse():
            for cell in cells:
                value = _value_of(cell)
                if is_blank(value):
                    continue
                characters += len(value) if isinstance(value, str) else 0
                _place(grid, cell["row"], cell["column"], value)
                if cell["data_type"] == "f":
                    formulas.append((cell["row"], cell["column"]))
            _check_bounds(grid, characters)
        if parser.merged_cells:
            grid.merges = [
                (merge.min_row, merge.min_col, merge.max_row, merge.max_col) for merge in parser.merged_cells.mergeCell
            ]
    return formulas


def _value_of(cell):
    value = cell["value"]
    if cell["data_type"] == "e":
        return Fault(value)
    if cell["data_type"] == "f":
        return str(getattr(value, "text", value) or "=")
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
    words = _decoded(content)
    delimiter = "\t" if "\t" in words.partition("\n")[0] else ","
    grid = Grid("CSV")
    characters = 0
    try:
        for number, values in enumerate(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter), 1):
            for column, value in enumerate(values, 1):
                if not is_blank(value):
                    characters += len(value)
                    _place(grid, number, column, value)
            _check_bounds(grid, characters)
    except csv.Error as cause:
        raise corrupt() from cause
    return grid


def _decoded(content):
    if b"\0" in content:
        raise corrupt()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(_("The text is neither in UTF-8 nor in GBK. Save it as .xlsx and upload it again."))
