"""Writes the workbooks of the office: title, unit and date, grouped header, rows, total, signatures, print set-up.

Streams: memory does not grow with the number of rows. Text stays text whatever it begins with, and the total is a
value, so that no cell of ours is ever a formula.
"""

from datetime import date

from django.utils.translation import gettext as _
from openpyxl.worksheet.properties import PageSetupProperties

from core.workbook.cellxml import empty_cell, long_date, text_cell
from core.workbook.columns import OVERDUE, PLAIN, ColumnWriter
from core.workbook.sheet import add_sheet, letter, new_workbook
from core.workbook.spec import NotesSpec, SheetRow
from core.workbook.styles import Styles

PAPERS = {"A4": "9", "A3": "8"}
TITLE_HEIGHT, LINE_HEIGHT, HEADER_HEIGHT, SIGN_HEIGHT = 36, 20, 30, 28
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
        self.columns = [ColumnWriter(column, index, self.styles) for index, column in enumerate(spec.columns, 1)]

    def write(self):
        header = 3
        first = header + (2 if self.spec.has_groups else 1)
        self._set_up(header, first)
        self._title()
        self._line()
        self._header()
        self._rows()
        last = self.sheet.row_number
        if self.spec.filters:
            self.sheet.auto_filter.ref = f"A{first - 1}:{letter(self.width)}{max(last, first)}"
        if self.spec.has_totals:
            self._totals()
        self._notes()
        self._sign_off()
        self.sheet.close()

    def _set_up(self, header, first):
        sheet = self.sheet
        for index, column in enumerate(self.spec.columns, 1):
            sheet.column_dimensions[letter(index)].width = column.characters
        sheet.freeze_panes = f"{letter(self.spec.freeze_columns + 1)}{first}"
        sheet.print_title_rows = f"{header}:{first - 1}"
        set_up_page(sheet, self.spec.paper)

    def _title(self):
        self._across([str(self.spec.title)], [self.styles.title()], TITLE_HEIGHT)

    def _line(self):
        """填报单位 left, date in the middle, unit right."""
        spec = self.spec
        parts = [
            _("Filled in by (seal): %(body)s") % {"body": spec.filled_by} if spec.filled_by else "",
            "  ".join(filter(None, [str(spec.scope), self._as_of()])),
            _("Unit: %(unit)s") % {"unit": spec.unit} if spec.unit else "",
        ]
        self._across(parts, [self.styles.line(side) for side in ("left", "center", "right")], LINE_HEIGHT)

    def _as_of(self):
        day = self.spec.as_of
        if not day:
            return ""
        return _("As of: %(date)s") % {"date": long_date(day) if isinstance(day, date) else day}

    def _across(self, texts, styles, height=None):
        """One row of a few texts, each merged over an equal share of the columns."""
        if len(texts) > self.width:
            texts, styles = ["  ".join(text for text in texts if text)], styles[:1]
        row = self.sheet.next_row
        edges = [1 + self.width * part // len(texts) for part in range(len(texts) + 1)]
        cells = []
        for text, style, left, right in zip(texts, styles, edges, edges[1:], strict=False):
            cells.append(text_cell(f"{letter(left)}{row}", style, style, text) if text else "")
            self.sheet.merge(row, left, row, right - 1)
        self.sheet.add_row(cells, height)

    def _header(self):
        style, row = self.styles.header(), self.sheet.next_row
        if not self.spec.has_groups:
            self.sheet.add_row(self._headings(row, style, lambda column: column.heading), HEADER_HEIGHT)
            return
        self.sheet.add_row(self._headings(row, style, lambda column: column.group or column.heading), HEADER_HEIGHT)
        self.sheet.add_row(
            self._headings(row + 1, style, lambda column: column.heading if column.group else ""), HEADER_HEIGHT
        )
        for left, right in _runs([str(column.group) for column in self.spec.columns]):
            grouped = self.spec.columns[left - 1].group
            self.sheet.merge(row, left, row if grouped else row + 1, right)

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
        for row in self.spec.rows:
            marked = isinstance(row, SheetRow)
            values = row.values if marked else row
            mark = OVERDUE if marked and row.overdue else PLAIN
            if len(values) != self.width:
                raise ValueError(f"a row of {len(values)} values for {self.width} columns: {self.spec.name}")
            number = self.sheet.row_number + 1
            add_row([column.cell(number, value, mark) for column, value in zip(columns, values, strict=True)])
            for index, column in summed:
                column.add(values[index])

    def _totals(self):
        row = self.sheet.next_row
        labelled = next((column for column in self.columns if column.total is None), None)
        self.sheet.add_row(column.total_cell(row, _("Total") if column is labelled else "") for column in self.columns)

    def _notes(self):
        for number, note in enumerate(self.spec.notes, 1):
            text = _("Note %(number)d: %(text)s") % {"number": number, "text": note}
            self._across([text], [self.styles.line("left")])

    def _sign_off(self):
        if self.spec.sign_off:
            texts = [f"{label}：" for label in self.spec.sign_off]
            self._across(texts, [self.styles.line("left")] * len(texts), SIGN_HEIGHT)


def _runs(groups):
    """Neighbouring columns of one group as (first, last); a column without group stands alone."""
    runs = []
    for index, group in enumerate(groups, 1):
        if group and runs and runs[-1][2] == group:
            runs[-1] = (runs[-1][0], index, group)
        else:
            runs.append((index, index, group))
    return [(first, last) for first, last, _group in runs]


def set_up_page(sheet, paper="A4"):
    """Landscape, one page wide, any number of pages long, page numbers in the footer."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
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
        sheet.add_row([text_cell(f"A{sheet.next_row}", style, style, str(line))])
    sheet.close()
