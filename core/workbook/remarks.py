"""What a person must know about a sheet before its rows are saved: hidden, struck out, unused, passed over."""

import re
from datetime import date

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from core.workbook.cells import as_text, quoted
from core.workbook.cleaning import normal_title
from core.workbook.passed_over import SHOWN, Remark
from core.workbook.understood import is_inferred, taken_for

MOST_TEXTS = 100  # of one column that are told with what they were taken for
LARGEST_AMOUNT = 10**9
_weighty = re.compile(r"时间|日期|时限|期限|年月|情况|状态|是否|进度|完成|率|结果|销号|金额|资金|损失|元\)?$|数$")


def tell_hidden(sheet, grid):
    """Rows and columns that are hidden are read all the same."""
    entries = [entry.numbers for row in sheet.rows for entry in row.entries]
    rows = sorted(grid.hidden_rows & set().union(*entries))
    if rows:
        _add(sheet, _("hidden rows were read too: %(rows)s") % {"rows": listed(rows)}, is_doubt=True)
    hidden = [place for place in sheet.columns if place.index in grid.hidden_columns and place.column]
    columns = [place for place in hidden if not place.column.may_be_hidden]
    if columns:
        _add(sheet, _("hidden columns were read too: %(columns)s") % {"columns": _named(columns)}, is_doubt=True)


def tell_struck_cell(sheet, number, index, gone, left):
    """A cell of which a part, or all, is struck out: what stands is read."""
    place = next((place for place in sheet.columns if place.index == index), None)
    if place is None:
        return
    words = {"row": number, "letter": place.letter, "title": place.title, "gone": quoted(gone), "left": quoted(left)}
    if left:
        text = _("row %(row)d column %(letter)s “%(title)s”: “%(gone)s” is struck out, so “%(left)s” was read")
    else:
        text = _("row %(row)d column %(letter)s “%(title)s”: “%(gone)s” is struck out, so nothing was read")
    _add(sheet, text % words, is_doubt=True)


def tell_struck_rows(sheet, numbers):
    """Rows that are struck out as a whole."""
    if numbers:
        _add(sheet, _("rows struck out were passed over: %(rows)s") % {"rows": listed(numbers)}, is_doubt=True)


def tell_going_on(sheet):
    """Rows that were taken for further entries of the record above."""
    rows = [entry.number for row in sheet.rows for entry in row.more if entry.number != row.number]
    if rows:
        _add(sheet, _("rows taken as a part of the record above them: %(rows)s") % {"rows": listed(rows)})
    if columns := [place for place in sheet.columns if place.is_further]:
        _add(sheet, _("columns taken for further entries: %(columns)s") % {"columns": _named(columns)})


def tell_repeated_signs(sheet, numbers):
    """Cells that said "as above" and were filled in."""
    if numbers:
        words = _("“as above” was filled in from the row above: %(rows)s")
        _add(sheet, words % {"rows": listed(sorted(set(numbers)))})


def tell_beside(sheet, grid):
    """Comments, pictures and text boxes, which nobody reads."""
    comments = grid.beside.comments
    if comments:
        told = "、".join(f"{place}“{quoted(words)}”" for place, words in list(comments.items())[:SHOWN])
        more = "……" if len(comments) > SHOWN else ""
        _add(sheet, _("comments on cells are not read: %(comments)s") % {"comments": told + more})
    if grid.beside.has_drawings:
        _add(sheet, _("pictures, drawings and text boxes of the sheet are not read"))


def tell_nothing_below(sheet):
    """A header under which no record stands."""
    if not sheet.rows:
        _add(sheet, _("row %(row)d is a header, and no record stands below it") % {"row": sheet.head.last})


def tell_understood(sheet):
    """Texts whose meaning was inferred, each once, the first hundred: days they do not name, states by other words."""
    for place in sheet.by_name.values():
        found = dict(_inferred(sheet, place))
        texts = "、".join(f"{quoted(written)} → {taken}" for written, taken in list(found.items())[:MOST_TEXTS])
        if texts:
            more = "……" if len(found) > MOST_TEXTS else ""
            words = _("column %(letter)s “%(title)s” was understood so: %(texts)s")
            _add(sheet, words % {"letter": place.letter, "title": place.title, "texts": texts + more})


def _inferred(sheet, place):
    """Each text of a column whose meaning was inferred, and what it was taken for."""
    for row in sheet.rows:
        for entry in row.entries:
            written, understood = entry.raw.get(place.index), entry.values.get(place.column.name)
            if understood is not None and is_inferred(written, understood):
                yield as_text(written), taken_for(written, understood)


def tell_columns(sheet):
    """Columns nobody uses: to be confirmed where they may hold a day, a state or a sum, or repeat a heading."""
    filled = {index for row in sheet.rows for entry in row.entries for index in entry.raw}
    used = {normal_title(place.full_title): place for place in sheet.columns if place.column}
    weighty, others = [], []
    for place in sheet.unused:
        if place.index not in filled:
            continue
        if twin := used.get(normal_title(place.full_title)):
            words = _("the heading “%(title)s” stands twice: column %(used)s is used, column %(unused)s is not")
            said = {"title": place.title, "used": twin.letter, "unused": place.letter}
            _add(sheet, words % said, is_doubt=True)
        else:
            (weighty if _is_weighty(sheet, place) else others).append(place)
    if weighty:
        words = _("columns not used, though they may hold a day, a state or a sum: %(columns)s")
        _add(sheet, words % {"columns": _named(weighty)}, is_doubt=True)
    if others:
        _add(sheet, _("columns not used: %(columns)s") % {"columns": _named(others)})
    _tell_without_heading(sheet, filled - {place.index for place in sheet.columns})


def _tell_without_heading(sheet, indexes):
    """Columns that hold something under no heading, but for one of running numbers."""
    told = []
    for index in sorted(indexes)[:SHOWN]:
        values = [entry.raw[index] for row in sheet.rows for entry in row.entries if index in entry.raw]
        if not _are_running(values):
            told.append(f"{get_column_letter(index)}“{quoted(values[0])[:SHOWN]}”")
    if told:
        more = "……" if len(indexes) > SHOWN else ""
        words = _("columns without a heading are not read: %(columns)s")
        _add(sheet, words % {"columns": "、".join(told) + more}, is_doubt=True)


def _are_running(values):
    """Whether these are 1, 2, 3 …, as rows are numbered."""
    words = [as_text(value) for value in values]
    return words == [str(number) for number in range(1, len(words) + 1)]


def _is_weighty(sheet, place):
    if place.unit or _weighty.search(normal_title(place.title)):
        return True
    filled = [row.raw[place.index] for row in sheet.rows if place.index in row.raw]
    return any(isinstance(value, date) for value in filled) or all(_is_amount(value) for value in filled)


def _is_amount(value):
    """Whether a cell holds a number that somebody counts or adds up; longer ones are telephones and the like."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < LARGEST_AMOUNT


def _named(places):
    return "、".join(f"{place.letter}“{place.full_title}”" for place in places)


def listed(numbers):
    """The numbers of rows, the first few."""
    return "、".join(map(str, numbers[:SHOWN])) + ("……" if len(numbers) > SHOWN else "")


def _add(sheet, text, *, is_doubt=False):
    sheet.noted.append(Remark(text, is_doubt))
