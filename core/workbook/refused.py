"""Hands refused rows back as a workbook in the layout they came in, with reasons, to be corrected and read again."""

from itertools import takewhile

from django.utils.translation import gettext as _

from core.workbook.cellxml import stored_cell, text_cell
from core.workbook.layout import REASON_TITLE
from core.workbook.sheet import add_sheet, letter, new_workbook
from core.workbook.styles import Styles
from core.workbook.writer import set_up_page

REASON_WIDTH, WIDE, NARROW = 48, 36, 14


def write_refused(file, reading):
    """Writes the refused rows of a Reading to a path or binary file; returns how many there are (0: nothing written).

    Title, header and columns stand where they stood; merged cells are filled in, so each row can stand alone. The
    reasons are in a last column that the reader passes over; it takes the place of the one of an earlier round.
    """
    sheets = [sheet for sheet in reading if sheet.refused]
    if not sheets:
        return 0
    with new_workbook(file) as book:
        for sheet in sheets:
            _RefusedSheet(add_sheet(book, sheet.name), sheet).write()
    return sum(len(sheet.refused) for sheet in sheets)


class _RefusedSheet:
    def __init__(self, out, reading):
        self.out = out
        self.reading = reading
        self.head = reading.head
        self.styles = Styles(out)
        used = {place.index for place in reading.columns}.union(*(row.raw for row in reading.refused))
        self.reason = max(used - self.head.reasons) + 1

    def write(self):
        self._set_up()
        for number in range(1, self.head.last + 1):
            self.out.add_row(self._head_cells(number))
        for top, left, bottom, right in self.head.merges:
            if self.reason > right:
                self.out.merge(top, left, bottom, right)
        self.out.merge(self.head.first, self.reason, self.head.last, self.reason)
        headings = ()
        for row in self.reading.refused:
            self._write_headings(row.headings, above=headings)
            headings = row.headings
            for entry in row.entries:
                self.out.add_row(self._row_cells(entry, _errors_of(entry, row)))
        self.out.close()

    def _write_headings(self, headings, *, above):
        """The headings that the row stands under, but for those that stand above the one before, too."""
        look = self.styles.line()
        same = takewhile(lambda pair: pair[0] == pair[1], zip(headings, above, strict=False))
        for heading in headings[len(list(same)) :]:
            number = self.out.next_row
            self.out.add_row([text_cell(f"A{number}", look, look, heading)])
            self.out.merge(number, 1, number, self.reason)

    def _set_up(self):
        for index in range(1, self.reason):
            longest = max((len(str(row.raw.get(index, ""))) for row in self.reading.refused), default=0)
            self.out.column_dimensions[letter(index)].width = WIDE if longest > NARROW else NARROW
        self.out.column_dimensions[letter(self.reason)].width = REASON_WIDTH
        self.out.freeze_panes = f"A{self.head.last + 1}"
        set_up_page(self.out)

    def _head_cells(self, number):
        """A row above the data: plain lines as they stood, the header with the added heading."""
        in_header = number >= self.head.first
        look = self.styles.header() if in_header else self.styles.line()
        cells = {
            index: _head_cell(f"{letter(index)}{number}", look, value)
            for index, value in self.head.rows.get(number, {}).items()
            if index not in self.head.reasons and index < self.reason
        }
        if number == self.head.first:
            cells[self.reason] = text_cell(f"{letter(self.reason)}{number}", look, look, REASON_TITLE)
        return [cells[index] for index in sorted(cells)]

    def _row_cells(self, row, errors):
        number = self.out.next_row
        wrong = {(error.row, error.column_letter) for error in errors}
        cells = []
        for index in range(1, self.reason):
            mark = "refused" if row.cells.get(index, (row.number, letter(index))) in wrong else ""
            value = None if index in self.head.reasons else row.raw.get(index)
            cells.append(stored_cell(f"{letter(index)}{number}", self.styles, "" if value is None else value, mark))
        reasons = _("; ").join(error.complaint for error in errors)
        look = self.styles.body("long_text", mark="refused")
        return [*cells, text_cell(f"{letter(self.reason)}{number}", look, look, reasons)]


def _errors_of(entry, row):
    """What is wrong in this row of a record: in its own cells, where several of its entries stand in one row."""
    errors = [error for error in row.errors if error.row in entry.numbers]
    beside = {place for other in row.more if other.number == row.number for place in other.cells.values()}
    if entry is row:
        return [error for error in errors if (error.row, error.column_letter) not in beside]
    if entry.number != row.number:
        return errors
    return [error for error in errors if (error.row, error.column_letter) in entry.cells.values()]


def _head_cell(place, look, value):
    return text_cell(place, look, look, value if isinstance(value, str) else str(value))
