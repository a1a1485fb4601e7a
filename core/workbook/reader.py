"""Reads ledgers as offices keep them: finds the tables of each sheet and reads them; says why others are not read."""

from django.utils.translation import gettext as _

from core.workbook import layout, remarks
from core.workbook.cards.labels import NoCards
from core.workbook.cells import quoted
from core.workbook.cleaning import normal_title
from core.workbook.grid import grids_of
from core.workbook.package import UnreadableFile
from core.workbook.read_rows import Reading, UnreadSheet
from core.workbook.table_reader import TableReader, row_text
from core.workbook.tables import tables_of

OPENING_ROWS, LABELLED_ROWS = 8, 60
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
    first = len(reading.sheets)
    for table in tables:
        if table.fit is not None and table.fit.complete:
            sheet = TableReader(table).read()
            if sheet.rows or not sheet.is_of_cards:
                reading.sheets.append(sheet)
                continue
            reason = _("it has labels, but beside them nothing to read")
        else:
            reason = _why_unread(grid, table.fit)
        if not is_of_notes:
            reading.unread.append(UnreadSheet(grid.name, reason, _opening(grid)))
    for sheet in reading.sheets[first : first + 1]:
        remarks.tell_beside(sheet, grid)


def _why_unread(grid, fit):
    if len(grid.cells) > 1 and all(len(cells) == 1 for cells in grid.cells.values()):
        return _("each of its rows is a single cell; one thing belongs in each column, in a text separated by commas")
    return layout.why_unread(fit)


def _opening(grid):
    """The words of the first rows, and what the rows below them begin with: the labels, if these are cards."""
    rows = sorted(grid.cells)
    below = filter(None, (grid.cells[number] for number in rows[OPENING_ROWS:LABELLED_ROWS]))
    begins = [quoted(cells[min(cells)]) for cells in below]
    return "  ".join([*(row_text(grid.cells[number]) for number in rows[:OPENING_ROWS]), *begins])


def _why_nothing(unread):
    if not unread:
        return _("The workbook has no visible sheet with anything in it.")
    reasons = [_("sheet “%(name)s”: %(reason)s") % {"name": sheet.name, "reason": sheet.reason} for sheet in unread]
    return _("No ledger was recognized: %(reasons)s.") % {"reasons": "；".join(reasons)}
