"""Empty ledgers to be filled in and imported: the header a schema expects, a sample row, drop-downs, and notes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.worksheet.datavalidation import DataValidation

from core.workbook.cellxml import empty_cell, stored_cell, text_cell
from core.workbook.layout import NUMBER_TITLE
from core.workbook.reader import OPTIONS_NAME
from core.workbook.sheet import add_sheet, letter, new_workbook
from core.workbook.spec import NotesSpec
from core.workbook.styles import Styles
from core.workbook.table_reader import SAMPLE_MARK
from core.workbook.writer import set_up_page, write_notes

LAST_ROW = 5000
WIDTHS = {"text": 14, "long_text": 42, "id": 20, "date": 12, "month": 12, "integer": 8, "money": 14}
NOTES_NAME = "填表说明"

KINDS = {
    "text": gettext_lazy("text"),
    "long_text": gettext_lazy("text; several entries as 1. 2. 3."),
    "id": gettext_lazy("digits, kept as text"),
    "date": gettext_lazy("a date such as 2026-06-20"),
    "month": gettext_lazy("a month such as 1989年7月"),
    "integer": gettext_lazy("a whole number in digits"),
    "money": gettext_lazy("a sum in digits"),
    "choice": gettext_lazy("one of the words in the drop-down list"),
    "deadline": gettext_lazy("a date, or one of the words in the drop-down list"),
}


def template(file, schema):
    """Writes an import template for the schema to a path or binary file. Its sample row is passed over on import."""
    title = str(schema.label or schema.name)
    with new_workbook(file) as book:
        sheet = add_sheet(book, title)
        listed = [column for column in schema.columns if column.parse.options]
        _write_table(sheet, schema, title, listed)
        write_notes(add_sheet(book, NOTES_NAME), _notes(schema, title))
        if listed:
            write_options(add_sheet(book, OPTIONS_NAME), listed)


def _write_table(sheet, schema, title, listed):
    styles = Styles(sheet)
    grouped = any(column.group for column in schema.columns)
    last = 3 if grouped else 2
    _set_up(sheet, schema, last, listed)
    sheet.add_row([text_cell("A1", styles.title(), styles.title(), title)], 36)
    sheet.merge(1, 1, 1, len(schema.columns) + 1)
    _write_header(sheet, schema, styles, grouped)
    row = sheet.next_row
    samples = [SAMPLE_MARK, *(column.sample for column in schema.columns)]
    sheet.add_row(stored_cell(f"{letter(index)}{row}", styles, value) for index, value in enumerate(samples, 1))
    sheet.close()


def _set_up(sheet, schema, last, listed):
    sheet.column_dimensions["A"].width = WIDTHS["integer"]
    for index, column in enumerate(schema.columns, 2):
        dimension = sheet.column_dimensions[letter(index)]
        dimension.width = max(WIDTHS.get(column.parse.kind, WIDTHS["text"]), 2 * len(column.title) + 4)
        if column.parse.kind == "id":
            dimension.number_format = "@"
        if column in listed:
            sheet.data_validations.append(drop_down(column, letter(index), last + 1, listed.index(column) + 1))
    sheet.freeze_panes = f"A{last + 1}"
    set_up_page(sheet)


def drop_down(column, place, first, list_index):
    """The rule that offers the words of a column, which stand in that column of the sheet of options."""
    source = letter(list_index)
    return DataValidation(
        type="list",
        formula1=f"'{OPTIONS_NAME}'!${source}$1:${source}${len(column.parse.options)}",
        sqref=f"{place}{first}:{place}{LAST_ROW}",
        allow_blank=True,
        showErrorMessage=column.parse.kind == "choice",
        error=_("Choose one of the words in the list."),
    )


def _write_header(sheet, schema, styles, grouped):
    """One header row, or two where columns have a group. A star marks what must be filled in."""
    look, top = styles.header(), sheet.next_row
    titles = [("", NUMBER_TITLE)] + [(column.group, _starred(column)) for column in schema.columns]
    groups = [group or title for group, title in titles] if grouped else [title for _group, title in titles]
    cells = []
    for index, text in enumerate(groups, 1):
        place = f"{letter(index)}{top}"
        repeated = index > 1 and titles[index - 1][0] and titles[index - 2][0] == titles[index - 1][0]
        cells.append(empty_cell(place, look) if repeated else text_cell(place, look, look, text))
    sheet.add_row(cells, 30)
    if grouped:
        sheet.add_row(
            [
                text_cell(f"{letter(index)}{top + 1}", look, look, title if group else "")
                for index, (group, title) in enumerate(titles, 1)
            ],
            30,
        )
        _merge_header(sheet, titles, top)


def _merge_header(sheet, titles, top):
    left = 1
    while left <= len(titles):
        group, right = titles[left - 1][0], left
        while group and right < len(titles) and titles[right][0] == group:
            right += 1
        sheet.merge(top, left, top if group else top + 1, right)
        left = right + 1


def _starred(column):
    unit = f"（{column.parse.unit}）" if column.parse.unit else ""
    return f"{'*' if column.required else ''}{column.title}{unit}"


def _notes(schema, title):
    lines = [
        _("Fill in the sheet “%(title)s” from the row after the header; the row marked %(mark)s is only an example.")
        % {"title": title, "mark": SAMPLE_MARK},
        _("Columns with a star must be filled in. Other columns may be left empty or left out."),
    ]
    for column in schema.columns:
        kind = KINDS.get(column.parse.kind, KINDS["text"])
        lines.append(
            _("%(title)s: %(kind)s. %(hint)s") % {"title": _starred(column), "kind": kind, "hint": column.hint}
        )
    return NotesSpec(NOTES_NAME, _("How to fill in “%(title)s”") % {"title": title}, lines)


def write_options(sheet, listed):
    """The words of the drop-downs, on a hidden sheet, since a list inside the rule may not be long."""
    look = Styles(sheet).line()
    for number in range(max(len(column.parse.options) for column in listed)):
        sheet.add_row(
            text_cell(f"{letter(index)}{number + 1}", look, look, str(column.parse.options[number]))
            for index, column in enumerate(listed, 1)
            if number < len(column.parse.options)
        )
    sheet.sheet_state = "hidden"
    sheet.close()
