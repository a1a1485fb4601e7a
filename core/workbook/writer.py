"""Writes the workbooks of the office: title, unit and date, grouped header, rows, total, signatures, print set-up.

Streams: memory does not grow with the number of rows. Text stays text whatever it begins with, and the total is a
value, so that no cell of ours is ever a formula.
"""

from datetime import date
from itertools import accumulate, chain, islice, pairwise, takewhile

from django.utils.translation import gettext as _
from openpyxl.worksheet.properties import PageSetupProperties

from core.workbook.cellxml import empty_cell, long_date, text_cell
from core.workbook.columns import OVERDUE, PLAIN, ColumnWriter
from core.workbook.room import PADDING, TIGHT, columns_of, height_of, lines_of
from core.workbook.sheet import add_sheet, letter, new_workbook
from core.workbook.spec import HeadingRow, NotesSpec, SheetRow
from core.workbook.styles import Styles
from core.workbook.widths import ROOM, SAMPLE, fitted, spread

PAPERS = {"A4": "9", "A3": "8"}
TITLE_HEIGHT, LINE_HEIGHT, HEADER_HEIGHT, GROUP_HEIGHT, SIGN_HEIGHT = 36, 20, 26, 20, 28
BODY_SIZE, TITLE_SIZE = 10.5, 18
LEAST_PART = 8
NOTES_WIDTH = 100


def write(file, sheets):
    """Writes a workbook of SheetSpec and NotesSpec to a path or a binary file."""
    with new_workbook(file) as book:
        for spec in sheets:
            if isinstance(spec, NotesSpec):
                write_notes(add_sheet(book, spec.name), spec)
            else:
                SheetWriter(add_sheet(book, spec.name), spec).write()


class SheetWriter:
    """Writes one SheetSpec, from top to bottom."""

    def __init__(self, sheet, spec):
        self.sheet = sheet
        self.spec = spec
        self.styles = Styles(sheet)
        self.width = len(spec.columns)
        self.padding = TIGHT if spec.one_page else PADDING
        rows = iter(spec.rows)
        first = list(islice(rows, SAMPLE))
        self.rows = chain(first, rows)
        self.orientation, self.widths = self._fitted(
            [_values(row) for row in first if not isinstance(row, HeadingRow)]
        )
        self.columns = [
            ColumnWriter(column, index, self.styles, width)
            for index, (column, width) in enumerate(zip(spec.columns, self.widths, strict=True), 1)
        ]

    def _fitted(self, sample):
        """Upright, if the columns find room there; and their widths."""
        if any(len(values) != self.width for values in sample):
            sample = []  # told by the row itself, when it is its turn
        for orientation in ("portrait", "landscape"):
            room = ROOM[self.spec.paper, orientation]
            widths = fitted(self.spec.columns, sample, room)
            if sum(widths) <= room:
                break
        return orientation, spread(widths, room, len(sample)) if self.spec.one_page else widths

    def write(self):
        header = 4 if self.spec.opening else 3
        first = header + (2 if self.spec.has_groups else 1)
        self._set_up(header, first)
        self._title()
        self._line()
        if self.spec.opening:
            self._across([self.spec.opening], [self.styles.line("left")])
        self._header()
        self._rows()
        last = self.sheet.row_number
        if self.spec.filters:
            self.sheet.auto_filter.ref = f"A{first - 1}:{letter(self.width)}{max(last, first)}"
        if last < first and self.spec.when_empty:
            self._across([self.spec.when_empty], [self.styles.line("center")])
        if self.spec.has_totals:
            self._totals()
        self._notes()
        self._sign_off()
        self.sheet.close()

    def _set_up(self, header, first):
        sheet = self.sheet
        for index, width in enumerate(self.widths, 1):
            sheet.column_dimensions[letter(index)].width = round(width, 1)
        sheet.freeze_panes = f"{letter(self.spec.freeze_columns + 1)}{first}"
        sheet.print_title_rows = f"{header}:{first - 1}"
        set_up_page(sheet, self.spec.paper, self.orientation)
        sheet.page_setup.fitToHeight = 1 if self.spec.one_page else 0

    def _title(self):
        title = str(self.spec.title)
        lines = lines_of(title, sum(self.widths) * BODY_SIZE / TITLE_SIZE)
        self._across([title], [self.styles.title()], TITLE_HEIGHT * lines)

    def _line(self):
        """填报单位 left, scope and date in the middle, unit right."""
        spec = self.spec
        parts = [
            _("Filled in by (seal): %(body)s") % {"body": spec.filled_by} if spec.filled_by else "",
            self._scope(),
            _("Unit: %(unit)s") % {"unit": spec.unit} if spec.unit else "",
        ]
        self._across(parts, [self.styles.line(side) for side in ("left", "center", "right")], LINE_HEIGHT)

    def _scope(self):
        scope, day = str(self.spec.scope), self.spec.as_of
        if not day:
            return scope
        day = long_date(day) if isinstance(day, date) else str(day)
        if scope:
            return _("%(scope)s, as of %(date)s") % {"scope": scope, "date": day}
        return _("As of: %(date)s") % {"date": day}

    def _across(self, texts, styles, least=0):
        """One row of a few texts, each merged over about an equal share of the width; as high as they are."""
        parts = self._parts(texts)
        if parts is None:
            texts, styles = ["  ".join(text for text in texts if text)], styles[:1]
            parts = [(1, self.width)]
        row, lines, cells = self.sheet.next_row, 1, []
        for text, style, (left, right) in zip(texts, styles, parts, strict=False):
            cells.append(text_cell(f"{letter(left)}{row}", style, style, text) if text else "")
            self.sheet.merge(row, left, row, right)
            lines = max(lines, lines_of(text, sum(self.widths[left - 1 : right])))
        self.sheet.add_row(cells, max(height_of(lines), least))

    def _parts(self, texts):
        """The first and last column of each text, all as wide or as they need it; None if they find no room so."""
        for weights in ([1] * len(texts), [max(columns_of(text), LEAST_PART) for text in texts]):
            parts = self._weighed(weights)
            if all(
                left <= right and (not text or lines_of(text, sum(self.widths[left - 1 : right])) == 1)
                for text, (left, right) in zip(texts, parts, strict=True)
            ):
                return parts
        return [(1, self.width)] if len(texts) == 1 else None

    def _weighed(self, weights):
        """Neighbouring columns as (first, last), whose widths are to one another about as these weights."""
        ends = list(accumulate(self.widths))
        edges = [0]
        for weight in accumulate(weights[:-1]):
            ideal = ends[-1] * weight / sum(weights)
            edges.append(1 + min(range(self.width), key=lambda place: abs(ends[place] - ideal)))
        return [(left + 1, right) for left, right in pairwise([*edges, self.width])]

    def _header(self):
        style, row = self.styles.header(), self.sheet.next_row
        lines = max(lines_of(column.heading, column_width) for column, column_width in self._with_widths())
        height = max(height_of(lines), HEADER_HEIGHT)
        if not self.spec.has_groups:
            self.sheet.add_row(self._headings(row, style, lambda column: column.heading), height)
            return
        self.sheet.add_row(self._headings(row, style, lambda column: column.group or column.heading), GROUP_HEIGHT)
        self.sheet.add_row(
            self._headings(row + 1, style, lambda column: column.heading if column.group else ""), height
        )
        for left, right in _runs([str(column.group) for column in self.spec.columns]):
            grouped = self.spec.columns[left - 1].group
            self.sheet.merge(row, left, row if grouped else row + 1, right)

    def _with_widths(self):
        return zip(self.spec.columns, self.widths, strict=True)

    def _headings(self, row, style, text_of):
        """One header row; under and beside a merged heading the cells are empty but bordered."""
        cells, before = [], ""
        for index, column in enumerate(self.spec.columns, 1):
            place = f"{letter(index)}{row}"
            text = str(text_of(column))
            repeated = column.group and text == str(column.group) == before
            before = text if column.group else ""
            cells.append(empty_cell(place, style) if repeated or not text else text_cell(place, style, style, text))
        return cells

    def _rows(self):
        columns, add_row = self.columns, self.sheet.add_row
        summed = [(index, column) for index, column in enumerate(columns) if column.total == "sum"]
        for row in self.rows:
            if isinstance(row, HeadingRow):
                self._heading(row.words)
                continue
            values = _values(row)
            mark = OVERDUE if row is not values and row.overdue else PLAIN
            if len(values) != self.width:
                raise ValueError(f"a row of {len(values)} values for {self.width} columns: {self.spec.name}")
            number = self.sheet.row_number + 1
            cells = [column.cell(number, value, mark) for column, value in zip(columns, values, strict=True)]
            add_row([cell for cell, _lines in cells], height_of(max(lines for _cell, lines in cells), self.padding))
            for index, column in summed:
                column.add(values[index])

    def _heading(self, words):
        row, style = self.sheet.next_row, self.styles.heading()
        cells = [empty_cell(f"{letter(index)}{row}", style) for index in range(2, self.width + 1)]
        self.sheet.merge(row, 1, row, self.width)
        self.sheet.add_row([text_cell(f"A{row}", style, style, words), *cells], height_of(1, self.padding))

    def _totals(self):
        """The label stands over the columns without a total at its right."""
        row = self.sheet.next_row
        left = next((place for place, column in enumerate(self.columns) if column.total is None), None)
        labelled = None if left is None else self.columns[left]
        if left is not None:
            after = takewhile(lambda column: column.total is None, self.columns[left:])
            self.sheet.merge(row, left + 1, row, left + len(list(after)))
        label = _("Total of this table") if self.spec.is_part else _("Total")
        cells = [column.total_cell(row, label if column is labelled else "") for column in self.columns]
        self.sheet.add_row(cells, height_of(1))

    def _notes(self):
        for number, note in enumerate(self.spec.notes, 1):
            text = _("Note %(number)d: %(text)s") % {"number": number, "text": note}
            self._across([text], [self.styles.line("left")])

    def _sign_off(self):
        if self.spec.sign_off:
            texts = [f"{label}：" for label in self.spec.sign_off]
            self._across(texts, [self.styles.line("left")] * len(texts), SIGN_HEIGHT)


def _values(row):
    return row.values if isinstance(row, SheetRow) else row


def _runs(groups):
    """Neighbouring columns of one group as (first, last); a column without group stands alone."""
    runs = []
    for index, group in enumerate(groups, 1):
        if group and runs and runs[-1][2] == group:
            runs[-1] = (runs[-1][0], index, group)
        else:
            runs.append((index, index, group))
    return [(first, last) for first, last, _group in runs]


def set_up_page(sheet, paper="A4", orientation="landscape"):
    """One page wide, any number of pages long, page numbers in the footer."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = PAPERS[paper]
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = _("Page &P of &N")


def write_notes(sheet, spec):
    """Writes a NotesSpec on an empty sheet."""
    styles = Styles(sheet)
    sheet.column_dimensions["A"].width = NOTES_WIDTH
    set_up_page(sheet)
    sheet.page_setup.orientation = "portrait"
    sheet.add_row([text_cell("A1", styles.title(), styles.title(), str(spec.title))], TITLE_HEIGHT)
    for line in spec.lines:
        style = styles.line("left")
        sheet.add_row(
            [text_cell(f"A{sheet.next_row}", style, style, str(line))], height_of(lines_of(str(line), NOTES_WIDTH))
        )
    sheet.close()
