"""Reads one table: fills merged cells, tells records from other rows, collects every error and remark."""

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from core.workbook import layout, remarks, row_kinds
from core.workbook.cards.tables import Origins
from core.workbook.cells import BadValue, as_text, quoted
from core.workbook.cleaning import clean_text, is_blank, is_ditto, narrow, normal_title, refers_elsewhere, says_nothing
from core.workbook.passed_over import SkippedRow
from core.workbook.read_rows import CellError, Row, SheetReading
from core.workbook.values import ERRORS, Fault, Uncomputed

LONGEST_CELL = 32_767  # what Excel itself can hold
SAMPLE_MARK = "示例"
WIDEST_HEADING = 2  # cells: its number and its words


class TableReader:
    """Reads one table, from top to bottom."""

    def __init__(self, table):
        self.grid, fit = table.grid, table.fit
        self.repeated = table.repeated
        self.origins = table.origins or Origins()
        self.is_of_cards = table.origins is not None
        self.first = fit.last + 1
        self.further = fit.further
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
        numbers = self.sheet.head.ignored - self.sheet.head.reasons
        self.single = {place.index for place in places} - self.several | numbers
        self.titles = {place.index: normal_title(place.title) for place in self.sheet.columns}
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
            self.sheet.skipped.append(SkippedRow(self._number(number), row_text(own), heading if is_above else ""))
            self.above = None
        elif number in self.struck_rows:
            self.above = None
        elif self.above and self._goes_on(number, own):
            self._add_entry(number, own)
        elif own:
            self.above = self._read_row(number, self.grid.cells[number])
            self._add_further(number)
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
        if self._is_heading(number, cells) or cells.keys() <= ignored:
            if heading := _heading_of(cells):
                self.headings = row_kinds.headings_with(self.headings, heading)
            return True
        if any(narrow(as_text(cells[index])) == SAMPLE_MARK for index in ignored if index in cells):
            return True
        if not self.sheet.rows and (row_kinds.is_instruction(cells, ignored) or row_kinds.is_column_numbers(cells)):
            return True
        return len(cells) > 1 and all(
            normal_title(as_text(value)) == self.titles.get(index) for index, value in cells.items()
        )

    def _is_heading(self, number, cells):
        """One text over the columns, alone or behind its number (一 | 市财政局党组), where no record must have one."""
        if len(cells) > WIDEST_HEADING:
            return False
        numerals = [
            index for index in cells if index in self.sheet.head.ignored and row_kinds.is_numeral(cells[index])
        ]
        words = {index: value for index, value in cells.items() if index not in numerals[:1]}
        if row_kinds.is_section(self.grid, number, words, len(self.sheet.columns)):
            return True
        (index,) = words if len(words) == 1 else (None,)
        data = [place.index for place in self.sheet.columns if place.index not in self.sheet.head.ignored]
        needed = self.several | set(self.sheet.required)
        is_free = index in data[:1] and index not in needed and not self.is_of_cards
        return is_free and row_kinds.is_of_words(words[index])

    def _goes_on(self, number, own):
        """Whether a row only adds to the record above: all else is blank, or merged with that record's cells."""
        if self.is_of_cards:
            return number in self.origins.entries
        cells = self.grid.cells[number]
        if self._says_again(own):
            return True
        below = {index for index in own if index in self.sheet.head.ignored and self._is_numbered_below(own, index)}
        if self.single & (own.keys() - below) or not self.several & own.keys():
            return False
        return all(cells.get(index) in (None, self.above.raw.get(index)) for index in self.sheet.required)

    def _says_again(self, own):
        """Whether a row says all of the record above again, its number too, and has another entry of several."""
        last = self.above.entries[-1].raw
        is_same = self.single and all(own.get(index) == self.above.raw.get(index) for index in self.single)
        return is_same and any(index in own and own[index] != last.get(index) for index in self.several)

    def _is_numbered_below(self, own, index):
        return row_kinds.is_number_below(own[index], self.above.raw.get(index), len(self.above.entries))

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

    def _add_further(self, number):
        """The entries of a record that stand beside the first: 整改措施2, 责任领导2."""
        cells = self.grid.cells[number]
        for columns in self.further:
            told = {name: index for name, index in columns.items() if index in cells}
            if not told:
                continue
            entry = self._row(number, {self.sheet.by_name[name].index: cells[index] for name, index in told.items()})
            entry.cells = {self.sheet.by_name[name].index: self._place(number, index) for name, index in told.items()}
            for column in self.sheet.schema.columns:
                if column.several:
                    place = self.sheet.by_name.get(column.name) if column.name in told else None
                    entry.values[column.name] = self._read_cell(entry, column, place)
            self.above.more.append(entry)
            self.above.errors += entry.errors
            self.above.raw = {index: value for index, value in self.above.raw.items() if index not in told.values()}

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
        remarks.tell_nothing_below(self.sheet)


def _title_rows(grid, first):
    return [row_text(grid.cells[number]) for number in sorted(grid.cells) if number < first]


def _heading_of(cells):
    """The words of a row that holds but a heading, with its number; "" for a number before an empty line."""
    (words, *others) = [clean_text(as_text(cells[index])) for index in sorted(cells)]
    if len(others) == 1 and row_kinds.is_numeral(words):
        return f"{words.rstrip('、')}、{others[0]}" if narrow(words)[:1] != "(" else f"{words}{others[0]}"
    return "" if others or words.isdigit() else words


def row_text(cells):
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
    if refers_elsewhere(value):
        raise BadValue(_("says “%(value)s”; write out what that is") % {"value": quoted(value)})
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        raise BadValue(_("is longer than a cell can be (%(limit)d characters)") % {"limit": LONGEST_CELL})
    return value
