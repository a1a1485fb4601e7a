"""Reads ledgers as offices keep them: finds the header, fills merged cells, collects every error."""

from django.utils.translation import gettext as _

from core.workbook import layout
from core.workbook.cells import BadValue, as_text, quoted
from core.workbook.cleaning import is_blank, narrow, normal_title
from core.workbook.grid import grids_of
from core.workbook.package import UnreadableFile
from core.workbook.read_rows import CellError, Reading, Row, SheetReading, SkippedRow, UnreadSheet
from core.workbook.values import ERRORS, Fault, Uncomputed

LONGEST_CELL = 32_767  # what Excel itself can hold
SAMPLE_MARK = "示例"
NOTES_NAMES = frozenset({"填表说明", "填报说明", "说明", "notes"})


def read(file, schemas):
    """Reads a workbook (a path or an open binary file) by whichever schema fits each sheet best.

    Raises UnreadableFile where the file is no workbook or no sheet of it fits. What is wrong with single
    cells is in the rows' `errors`; sheets that fit nothing are in `unread`, with the reason.
    """
    schemas = list(schemas)
    reading = Reading(sheets=[])
    for grid in grids_of(file):
        if not grid.cells:
            continue
        fit = layout.best_fit(grid, schemas)
        if fit is not None and fit.complete:
            reading.sheets.append(_read_sheet(grid, fit))
        elif normal_title(grid.name) not in NOTES_NAMES:
            reading.unread.append(UnreadSheet(grid.name, layout.why_unread(fit)))
    if not reading.sheets:
        raise UnreadableFile(_why_nothing(reading.unread))
    return reading


def _why_nothing(unread):
    if not unread:
        return _("The workbook has no visible sheet with anything in it.")
    reasons = [_("sheet “%(name)s”: %(reason)s") % {"name": sheet.name, "reason": sheet.reason} for sheet in unread]
    return _("No ledger was recognized: %(reasons)s.") % {"reasons": "；".join(reasons)}


def _read_sheet(grid, fit):
    sheet = SheetReading(
        name=grid.name,
        schema=fit.schema,
        title_rows=_title_rows(grid, fit.first),
        columns=layout.sheet_columns(grid, fit),
        head=layout.head_of(grid, fit),
    )
    own = {number: dict(cells) for number, cells in grid.cells.items() if number > fit.last}
    grid.fill_merged(below=fit.last)
    signed = False
    for number in sorted(own):
        cells = own[number]
        foot = layout.is_footer(cells, sheet.required)
        signed = signed or (foot and layout.is_sign_off(cells))
        if foot or (signed and _is_note(sheet, cells)) or _holds_nothing(grid, sheet, number, cells):
            sheet.skipped.append(SkippedRow(number, _row_text(cells)))
        else:
            sheet.rows.append(_read_row(sheet, number, grid.cells[number]))
    return sheet


def _title_rows(grid, first):
    return [_row_text(grid.cells[number]) for number in sorted(grid.cells) if number < first]


def _row_text(cells):
    return "  ".join(as_text(cells[index]) for index in sorted(cells))


def _is_note(sheet, cells):
    """A few words under the signatures, none of them where a record needs something."""
    return len(cells) <= 3 and not any(index in cells for index in sheet.required)


def _holds_nothing(grid, sheet, number, cells):
    """A number before an empty line, our template's sample, a heading between the rows, or the header once more."""
    ignored = sheet.head.ignored
    if cells.keys() <= ignored or layout.is_section(grid, number, cells, len(sheet.columns)):
        return True
    if any(narrow(as_text(cells[index])) == SAMPLE_MARK for index in ignored if index in cells):
        return True
    titles = {place.index: normal_title(place.title) for place in sheet.columns}
    return len(cells) > 1 and all(normal_title(as_text(value)) == titles.get(index) for index, value in cells.items())


def _read_row(sheet, number, cells):
    row = Row(sheet=sheet, number=number, values={}, raw=dict(cells))
    for column in sheet.schema.columns:
        place = sheet.by_name.get(column.name)
        value = cells.get(place.index) if place else None
        row.values[column.name] = _read_cell(row, column, place, value)
    return row


def _read_cell(row, column, place, value):
    """The parsed value, or the parser's empty one with an error noted in the row."""
    try:
        if is_blank(value):
            if column.required:
                raise BadValue(_("must not be empty"))
            return column.parse.empty
        return column.parse(_sound(value), place.unit)
    except BadValue as bad:
        row.errors.append(
            CellError(
                sheet=row.sheet.name,
                row=row.number,
                column_letter=place.letter,
                column_title=place.title,
                value=quoted("" if value is None else value),
                message=str(bad),
            )
        )
        return column.parse.empty


def _sound(value):
    if isinstance(value, Uncomputed):
        raise BadValue(_("is a formula without a result; open the file in Excel or WPS, save it and try again"))
    if isinstance(value, Fault) or (isinstance(value, str) and value in ERRORS):
        raise BadValue(_("shows the Excel error %(error)s") % {"error": value})
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        raise BadValue(_("is longer than a cell can be (%(limit)d characters)") % {"limit": LONGEST_CELL})
    return value
