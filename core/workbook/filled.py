"""A ledger that goes out filled in, is gone on with offline and uploaded again: what is not to be changed is locked.

The sheet is protected without a password: it keeps people from slips, and the upload checks everything all the same.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from core.workbook.cellxml import empty_cell, number_cell, serial, text_cell
from core.workbook.reader import OPTIONS_NAME
from core.workbook.room import height_of, lines_of
from core.workbook.schema import Schema
from core.workbook.sheet import add_sheet, letter, new_workbook
from core.workbook.spec import NotesSpec
from core.workbook.styles import Styles
from core.workbook.template import NOTES_NAME, drop_down, write_options
from core.workbook.writer import set_up_page, write_notes

WIDTHS = {"text": 16, "long_text": 44, "date": 13, "choice": 13}
HEAD_ROWS, LEAST_HEIGHT = 2, 24


def write_filled(
    file: Any,
    schema: Schema,
    rows: Iterable[tuple[Mapping[str, Any], Collection[str]]],
    *,
    title: str,
    notes: Sequence[str],
    widths: Mapping[str, int],
) -> None:
    """Write a workbook of a title, the headings of the schema, and rows: their values, and the columns to fill in.

    Columns that may be hidden are. `notes` stand on a sheet of their own, `widths` are those of single columns.
    """
    with new_workbook(file) as book:
        sheet = add_sheet(book, str(schema.label))
        listed = [column for column in schema.columns if column.parse.options]
        wide = [widths.get(each.name, WIDTHS.get(each.parse.kind, WIDTHS["text"])) for each in schema.columns]
        _set_up(sheet, schema, wide, listed)
        styles = Styles(sheet)
        sheet.add_row([text_cell("A1", styles.title(), styles.title(), title)], 36)
        sheet.merge(1, 1, 1, len(schema.columns))
        look = styles.header()
        sheet.add_row(
            (text_cell(f"{letter(n)}2", look, look, str(each.title)) for n, each in enumerate(schema.columns, 1)), 30
        )
        writer = _Rows(sheet, schema, wide)
        for values, to_fill_in in rows:
            writer.write(values, to_fill_in)
        sheet.close()
        write_notes(add_sheet(book, NOTES_NAME), NotesSpec(NOTES_NAME, title, notes))
        if listed:
            write_options(add_sheet(book, OPTIONS_NAME), listed)


def _set_up(sheet: Any, schema: Schema, wide: Sequence[int], listed: Sequence[Any]) -> None:
    for number, (column, width) in enumerate(zip(schema.columns, wide, strict=True), 1):
        dimension = sheet.column_dimensions[letter(number)]
        dimension.width, dimension.hidden = width, column.may_be_hidden
        if column in listed:
            rule = drop_down(column, letter(number), HEAD_ROWS + 1, listed.index(column) + 1)
            sheet.data_validations.append(rule)
        elif column.parse.kind == "date":
            sheet.data_validations.append(_only_days(letter(number)))
    sheet.freeze_panes = f"A{HEAD_ROWS + 1}"
    set_up_page(sheet)
    lock = sheet.protection
    lock.sheet = True
    lock.formatColumns = lock.formatRows = lock.autoFilter = lock.sort = False  # these stay open


def _only_days(place: str) -> DataValidation:
    return DataValidation(
        type="date",
        operator="between",
        formula1="36526",  # 2000-01-01
        formula2="73050",  # 2099-12-31
        sqref=f"{place}{HEAD_ROWS + 1}:{place}5000",
        allow_blank=True,
        showErrorMessage=False,
    )


class _Rows:
    """Writes the rows of one sheet, each as high as what it says."""

    def __init__(self, sheet: Any, schema: Schema, wide: Sequence[int]):
        self.sheet, self.schema, self.wide = sheet, schema, wide
        self.styles = Styles(sheet)

    def write(self, values: Mapping[str, Any], to_fill_in: Collection[str]) -> None:
        """One row, with these columns left open."""
        row, lines, cells = self.sheet.next_row, 1, []
        for number, column in enumerate(self.schema.columns, 1):
            value, is_open = values.get(column.name), column.name in to_fill_in
            cells.append(self._cell(f"{letter(number)}{row}", column.parse.kind, value, is_open=is_open))
            if not column.may_be_hidden:
                lines = max(lines, lines_of(str(value or ""), self.wide[number - 1]))
        self.sheet.add_row(cells, max(height_of(lines), LEAST_HEIGHT))

    def _cell(self, place: str, kind: str, value: Any, *, is_open: bool) -> str:
        look = self.styles.to_fill_in(kind) if is_open else self.styles.body(kind)
        day = serial(value) if kind == "date" and value else None
        if day is not None:
            return number_cell(place, look, day)
        if value in (None, ""):
            return empty_cell(place, look)
        quoted = look if is_open else self.styles.body(kind, quoted=True)
        return text_cell(place, look, quoted, str(value))
