"""Reads ledgers as offices keep them: finds the tables, fills merged cells, collects every error and remark."""

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from core.workbook import layout, remarks, row_kinds
from core.workbook.cards.labels import NoCards
from core.workbook.cards.tables import Origins
from core.workbook.cells import BadValue, as_text, quoted
from core.workbook.cleaning import clean_text, is_blank, is_ditto, narrow, normal_title, says_nothing
from core.workbook.grid import grids_of
from core.workbook.package import UnreadableFile
from core.workbook.passed_over import SkippedRow
from core.workbook.read_rows import CellError, Reading, Row, SheetReading, UnreadSheet
from core.workbook.tables import tables_of
from core.workbook.values import ERRORS, Fault, Uncomputed

LONGEST_CELL = 32_767  # what Excel itself can hold
OPENING_ROWS, LABELLED_ROWS = 8, 60
SAMPLE_MARK = "示例"
OPTIONS_NAME = "选项"  # the hidden sheet of our own templates
NOTES_NAMES = frozenset({"填表说明", "填报说明", "说明", "notes"})


def read(file, schemas):
    """Reads a workbook (a path or an open binary file) by whichever schema fits each table best.

    Raises UnreadableFile where the file is no workbook or no sheet of it fits. What is wrong with single
    cells is in the rows' `errors`; sheets that fit nothing are in `unread`, with the reason.
    """
    return read_grids(grids_of(file), schemas)


def read_grids(grids, schemas):
    """The same of cells that were read before; they are used up by it."""
    schemas = list(schemas)
    reading = Reading(sheets=[])
    for grid in grids:
        if grid.is_hidden:
            if grid.name != OPTIONS_NAME:
                is_full = bool(grid.cells)
                reading.unread.append(UnreadSheet(grid.name, _("it is hidden"), _opening(grid), is_doubt=is_full))
        elif grid.cells:
            _read_grid(reading, grid, schemas)
    if not reading.sheets:
        raise UnreadableFile(_why_nothing(reading.unread), reading.unread)
    return reading


def _read_grid(reading, grid, schemas):
    is_of_notes = normal_title(grid.name) in NOTES_NAMES
    try:
        tables = tables_of(grid, schemas, may_be_cards=not is_of_notes)
    except NoCards as why:
        words = _(
            "it looks like cards, with labels beside what they say, but %(why)s; mend that, or write one record a row "
            "under the headings"
        )
        reading.unread.append(UnreadSheet(grid.name, words % {"why": why}, _opening(grid)))
        return
    for table in tables:
        if table.fit is not None and table.fit.complete:
            sheet = _TableReader(table).read()
            if sheet.rows or not sheet.is_of_cards:
                reading.sheets.append(sheet)
                continue
            reason = _("it has labels, but beside them nothing to read")
        else:
            reason = layout.why_unread(table.fit)
        if not is_of_notes:
            reading.unread.append(UnreadSheet(grid.name, reason, _opening(grid)))


def _opening(grid):
    """The words of the first rows, and what the rows below them begin with: the labels, if these are cards."""
    rows = sorted(grid.cells)
    below = filter(None, (grid.cells[number] for number in rows[OPENING_ROWS:LABELLED_ROWS]))
    begins = [quoted(cells[min(cells)]) for cells in below]
    return "  ".join([*(_row_text(grid.cells[number]) for number in rows[:OPENING_ROWS]), *begins])


def _why_nothing(unread):
    if not unread:
        return _("The workbook has no visible sheet with anything in it.")
    reasons = [_("sheet “%(name)s”: %(reason)s") % {"name": sheet.name, "reason": sheet.reason} for sheet in unread]
    return _("No ledger was recognized: %(reasons)s.") % {"reasons": "；".join(reasons)}


class _TableReader:
    """Reads one table, from top to bottom."""

    def __init__(self, table):
        self.grid, fit = table.grid, table.fit
        self.repeated = table.repeated
        self.origins = table.origins or Origins()
        self.is_of_cards = table.origins is not None
        self.first = fit.last + 1
        self.sheet = SheetReading(
            name=self.grid.name,
            schema=fit.schema,
            title_rows=_title_rows(self.grid, fit.first),
            columns=layout.sheet_columns(self.grid, fit),
            head=layout.head_of(self.grid, fit),
            skipped=list(self.origins.skipped),
            noted=[self.origins.remark] if self.origins.remark else [],
            is_of_cards=self.is_of_cards,
        )
        places = self.sheet.by_name.values()
        self.several = {place.index for place in places if place.column.several}
        self.single = {place.index for place in places} - self.several | self.sheet.head.ignored
        self.signed = False
        self.headings = ()
        self.above = None  # the record right above
        self.struck_rows, self.dittos = [], []

    def read(self):
        self._strike_out()
        own = {number: dict(cells) for number, cells in self.grid.cells.items() if number >= self.first}
        self.grid.fill_merged(below=self.first - 1)
        for number in sorted(own):
            self._take(number, own[number])
        self._tell()
        return self.sheet

    def _strike_out(self):
        """Take away cells that are struck out; a row of which nothing stands is passed over as a whole."""
        gone = {}
        for (number, index), struck in sorted(self.grid.struck.items()):
            if number >= self.first and number in self.grid.cells:
                gone.setdefault(number, {})[index] = struck
        for number, cells in gone.items():
            row = self.grid.cells[number]
            told = row.keys() - self.sheet.head.ignored or row.keys()
            if all(index in cells and cells[index].is_whole for index in told):
                self.struck_rows.append(number)
                continue
            for index, struck in cells.items():
                left = "" if struck.is_whole else row[index]
                if struck.is_whole:
                    del row[index]
                row_number, _letter = self._place(number, index)
                remarks.tell_struck_cell(self.sheet, row_number, index, struck.text, left)

    def _take(self, number, own):
        """One row: passed over, a part of the record above, or a record."""
        if self._is_passed_over(number, own):
            heading = _heading_of(own)
            is_above = heading in self.headings
            self.sheet.skipped.append(SkippedRow(self._number(number), _row_text(own), heading if is_above else ""))
            self.above = None
        elif number in self.struck_rows:
            self.above = None
        elif self.above and self._goes_on(number, own):
            self._add_entry(number, own)
        elif own:
            self.above = self._read_row(number, self.grid.cells[number])
            self.sheet.rows.append(self.above)

    def _is_passed_over(self, number, own):
        if number in self.repeated or not own:
            return bool(own)
        foot = row_kinds.is_footer(own, self.sheet.required)
        self.signed = self.signed or (foot and row_kinds.is_sign_off(own))
        return foot or (self.signed and self._is_note(own)) or self._holds_nothing(number, own)

    def _is_note(self, cells):
        """A few words under the signatures, none of them where a record needs something."""
        return len(cells) <= 3 and not any(index in cells for index in self.sheet.required)

    def _holds_nothing(self, number, cells):
        """A number before an empty line, our template's sample, a heading between the rows, how to fill in."""
        ignored = self.sheet.head.ignored
        is_section = row_kinds.is_section(self.grid, number, cells, len(self.sheet.columns))
        if is_section or cells.keys() <= ignored:
            if heading := _heading_of(cells):
                self.headings = row_kinds.headings_with(self.headings, heading)
            return True
        if any(narrow(as_text(cells[index])) == SAMPLE_MARK for index in ignored if index in cells):
            return True
        if not self.sheet.rows and row_kinds.is_instruction(cells, ignored):
            return True
        titles = {place.index: normal_title(place.title) for place in self.sheet.columns}
        return len(cells) > 1 and all(
            normal_title(as_text(value)) == titles.get(index) for index, value in cells.items()
        )

    def _goes_on(self, number, own):
        """Whether a row only adds to the record above: all else is blank, or merged with that record's cells."""
        if self.is_of_cards:
            return number in self.origins.entries
        cells = self.grid.cells[number]
        if self.single & own.keys() or not self.several & own.keys():
            return False
        return all(cells.get(index) in (None, self.above.raw.get(index)) for index in self.sheet.required)

    def _add_entry(self, number, own):
        """A further row of the record above; of merged cells it keeps those that go on."""
        cells = self.grid.cells[number]
        kept = {index: value for index, value in cells.items() if index in own or index in self.several}
        entry = self._row(number, kept)
        for column in self.sheet.schema.columns:
            if column.several:
                entry.values[column.name] = self._read_cell(entry, column, self.sheet.by_name.get(column.name))
        self.above.more.append(entry)
        self.above.errors += entry.errors

    def _read_row(self, number, cells):
        row = self._row(number, dict(cells), headings=self.headings)
        for column in self.sheet.schema.columns:
            row.values[column.name] = self._read_cell(row, column, self.sheet.by_name.get(column.name))
        return row

    def _row(self, number, cells, headings=()):
        places = self.origins.cells.get(number, {})
        return Row(self.sheet, self._number(number), {}, cells, headings=headings, cells=places)

    def _number(self, number):
        """The number of the row in its sheet."""
        return self.origins.numbers.get(number, number)

    def _place(self, number, index):
        """Where a cell stands in its sheet."""
        return self.origins.cells.get(number, {}).get(index) or (self._number(number), get_column_letter(index))

    def _read_cell(self, row, column, place):
        """The parsed value, or the parser's empty one with an error noted in the row."""
        value = row.raw.get(place.index) if place else None
        try:
            value = self._filled_in(row, place, value) if is_ditto(value) else value
            if is_blank(value) or says_nothing(value):
                if column.required and place and not column.if_new:
                    raise BadValue(_("must not be empty"))
                return column.parse.empty
            return column.parse(_sound(value), place.unit)
        except BadValue as bad:
            row.errors.append(_error(row, place, value, bad))
            return column.parse.empty

    def _filled_in(self, row, place, value):
        """What stands above a sign for "as above", put in its place."""
        last = self.above.entries[-1] if self.above else None
        above = last.raw.get(place.index) if last else None
        if above is None:
            raise BadValue(_("says “%(value)s”, but nothing stands above it") % {"value": value})
        row.raw[place.index] = above
        self.dittos.append(row.where(place)[0])
        return above

    def _tell(self):
        remarks.tell_struck_rows(self.sheet, [self._number(number) for number in self.struck_rows])
        remarks.tell_repeated_signs(self.sheet, self.dittos)
        remarks.tell_going_on(self.sheet)
        remarks.tell_hidden(self.sheet, self.grid)
        remarks.tell_columns(self.sheet)
        remarks.tell_understood(self.sheet)


def _title_rows(grid, first):
    return [_row_text(grid.cells[number]) for number in sorted(grid.cells) if number < first]


def _heading_of(cells):
    """The words of a row that holds but a heading; "" for a number before an empty line."""
    (words, *others) = [clean_text(as_text(value)) for value in cells.values()]
    return "" if others or words.isdigit() else words


def _row_text(cells):
    return "  ".join(as_text(cells[index]) for index in sorted(cells))


def _error(row, place, value, bad):
    number, letter = row.where(place)
    return CellError(
        sheet=row.sheet.name,
        row=number,
        column_letter=letter,
        column_title=place.title,
        value=quoted("" if value is None else value),
        message=str(bad),
    )


def _sound(value):
    if isinstance(value, Uncomputed):
        raise BadValue(_("is a formula without a result; open the file in Excel or WPS, save it and try again"))
    if isinstance(value, Fault) or (isinstance(value, str) and value in ERRORS):
        raise BadValue(_("shows the Excel error %(error)s") % {"error": value})
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        raise BadValue(_("is longer than a cell can be (%(limit)d characters)") % {"limit": LONGEST_CELL})
    return value
