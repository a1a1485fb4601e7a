"""Where the header of a worksheet is, and which schema fits it."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from core.workbook.cells import as_text, yuan_per
from core.workbook.cleaning import normal_title, split_note
from core.workbook.numerals import read_numeral
from core.workbook.read_rows import Head, SheetColumn

HEADER_SEARCH = 40
# Headings that no import needs: the running number, and the reason that our workbook of refused rows adds.
NUMBER_TITLE, REASON_TITLE = "序号", "拒绝原因"
REASON_TITLES = frozenset({REASON_TITLE})
IGNORED_TITLES = frozenset({NUMBER_TITLE, "no.", "number"}) | REASON_TITLES


@dataclass(frozen=True)
class Heading:
    """A header cell with what stands above it."""

    index: int
    title: str
    group: str = ""

    def names(self):
        """What the column may be called, most telling first: with its group, alone, without its unit."""
        title, group = normal_title(self.title), normal_title(self.group)
        full = [f"{group}/{title}", f"{group}{title}"] if group and group != title else []
        names = [*full, title]
        return names + [base for base in (split_note(name)[0] for name in names) if base not in names]

    @property
    def letter(self):
        """The column of its cells in the sheet."""
        return get_column_letter(self.index)

    @property
    def unit(self):
        return split_note(normal_title(self.title))[1] or split_note(normal_title(self.group))[1]

    @property
    def ignored(self):
        return any(name in IGNORED_TITLES for name in self.names())

    @property
    def is_reason(self):
        return any(name in REASON_TITLES for name in self.names())


@dataclass
class Fit:
    """How well a schema fits the header that starts at `first` and ends at `last`.

    `found` are the columns by name, `further` those of a second, third … entry beside the first: 整改措施2.
    """

    schema: object
    first: int
    last: int
    headings: list[Heading]
    found: dict
    further: list[dict]

    @property
    def rows(self):
        return range(self.first, self.last + 1)

    @property
    def missing(self):
        return [column for column in self.schema.required if not (column.name in self.found or self._is_told(column))]

    def _is_told(self, column):
        return column.elsewhere or column.instead in self.found

    @property
    def weight(self):
        share = len(self.found) / len(self.schema.columns)
        return (not self.missing, len(self.found), share, self.first - self.last, -self.first)

    @property
    def complete(self):
        return not self.missing and len(self.found) >= min(2, len(self.schema.columns))


def best_fit(grid, schemas):
    """The best fit of any schema at any of the first rows, complete or not; None for an empty sheet."""
    rows = sorted(grid.cells)[:HEADER_SEARCH]
    return max((fit for row in rows for fit in _fits_at(grid, row, schemas)), key=_weight, default=None)


def fit_of(schema, headings, row=1):
    """The fit of a schema to headings that stand in this row."""
    return Fit(schema, row, row, headings, *_match(schema, headings, _places(headings)))


def best_fit_at(grid, row, schemas):
    """The best fit of any schema to a header that begins in this row."""
    return max(_fits_at(grid, row, schemas), key=_weight)


def _weight(fit):
    return fit.weight


def _fits_at(grid, row, schemas):
    for last in _ends_of_header(grid, row):
        headings = _headings(grid, row, last)
        places = _places(headings)
        yield from (Fit(schema, row, last, headings, *_match(schema, headings, places)) for schema in schemas)


def why_unread(fit):
    """Why a sheet that has content is not read."""
    if fit is None or not fit.found:
        words = _("no header row with known column headings was found in the first %(amount)d rows")
        return words % {"amount": HEADER_SEARCH}
    return _("row %(row)d looks like the header, but these columns are missing: %(titles)s") % {
        "row": fit.first,
        "titles": "、".join(str(column.title) for column in fit.missing) or "—",
    }


def _ends_of_header(grid, row):
    """The last rows that a header which begins in this row may have."""
    if _is_title(grid, row):
        return [row]
    return [row + 1] if _is_grouped(grid, row) else [row, row + 1]


def _is_title(grid, row):
    """Whether a row holds but one text, merged over most of the columns below: no group of headings is that wide."""
    if len(grid.cells.get(row, ())) != 1:
        return False
    wide = max((right - left + 1 for top, left, _bottom, right in grid.merges if top == row), default=1)
    return wide > 1 and wide > len(grid.cells.get(row + 1, ())) / 2


def _is_grouped(grid, row):
    """Whether merged cells show that a header which begins in this row goes on in the next."""
    below = grid.cells.get(row + 1, {})
    return any(
        top == row and (bottom > row or any(left <= index <= right for index in below if right > left))
        for top, left, bottom, right in grid.merges
    )


def _headings(grid, first, last):
    """The headings of a header of one row (first == last) or two."""
    tops = _spread(grid, first)
    if first == last:
        return [Heading(index, title) for index, title in sorted(tops.items())]
    covered = _covered(grid, last)
    headings, group = [], ""
    for index in sorted(tops.keys() | grid.cells.get(last, {}).keys()):
        top = tops.get(index, "")
        bottom = "" if index in covered else _title(grid.value(last, index))
        group = top or group
        headings.append(Heading(index, bottom, group) if bottom else Heading(index, top))
    return [heading for heading in headings if heading.title]


def _title(value):
    return as_text(value).replace("\n", "") if value is not None else ""


def _spread(grid, row):
    """The titles of a row, each merged one over all the columns it covers."""
    titles = {index: _title(value) for index, value in grid.cells.get(row, {}).items()}
    for top, left, _bottom, right in grid.merges:
        if top == row and left in titles:
            titles.update(dict.fromkeys(range(left, min(right, left + 100) + 1), titles[left]))
    return titles


def _covered(grid, row):
    """Columns of a row that belong to a merged cell which begins above it."""
    return {left for top, left, bottom, _right in grid.merges if top < row <= bottom}


def _places(headings):
    """Where each name is said, and how telling it is there."""
    places = {}
    for heading in headings:
        for rank, name in enumerate(heading.names()):
            places.setdefault(name, []).append((rank, heading.index))
    return places


def _match(schema, headings, places):
    """Which heading is which column, synonyms in the order of the schema, each heading taken once; and the further."""
    found, taken = {}, set()
    for column in [] if schema.synonyms.isdisjoint(places) else schema.columns:
        free = [
            (order, rank, index)
            for order, synonym in enumerate(column.normal_synonyms)
            for rank, index in places.get(synonym, [])
            if index not in taken
        ]
        if free:
            found[column.name] = min(free)[2]
            taken.add(found[column.name])
    further = _numbered(schema, [heading for heading in headings if heading.index not in taken])
    for name in further:
        if name not in found:
            found[name] = further[name].pop(min(further[name]))
    numbers = sorted(set().union(*further.values()))
    return found, [{name: of[number] for name, of in further.items() if number in of} for number in numbers]


def _numbered(schema, headings):
    """The columns of several entries that stand beside one another: {name: {number of the entry: column}}."""
    several = {
        synonym: column.name for column in schema.columns if column.several for synonym in column.normal_synonyms
    }
    found: dict[str, dict[int, int]] = {}
    for heading in headings:
        for name in heading.names():
            said = _with_number.match(name)
            if said and said.group(1) in several:
                numbers = found.setdefault(several[said.group(1)], {})
                numbers.setdefault(read_numeral(said.group(2)) or 0, heading.index)
                break
    return {name: numbers for name, numbers in found.items() if numbers}


def sheet_columns(grid, fit):
    """The sheet's columns with the schema column of each."""
    names = {index: name for name, index in fit.found.items()}
    further = {index for of_entry in fit.further for index in of_entry.values()}
    sums = _sheet_unit(grid, fit.first)
    return [
        SheetColumn(
            index=heading.index,
            letter=heading.letter,
            title=heading.title.strip("*＊ "),
            group=heading.group,
            unit=heading.unit or sums,
            column=fit.schema.column(names[heading.index]) if heading.index in names else None,
            is_further=heading.index in further,
        )
        for heading in fit.headings
    ]


_with_number = re.compile(r"^(.{2,}?)\(?(\d{1,2}|[一二三四五六七八九十])\)?$")  # 整改措施2, 责任领导（二）
_unit_line = re.compile(r"(?:^|[^\w]|\s)单位[:：]([元千万亿、,，人件项个条次户/]+)")


def _sheet_unit(grid, header):
    """The unit of sums that a line above the header gives (单位：万元、件), if it gives one."""
    for row in grid.cells:
        if row >= header:
            continue
        for value in grid.cells[row].values():
            found = _unit_line.search(as_text(value))
            if found and yuan_per(found.group(1)):
                return found.group(1)
    return ""


def head_of(grid, fit):
    """The rows above the data, as they stand."""
    ignored = frozenset(
        heading.index for heading in fit.headings if heading.ignored and heading.index not in fit.found.values()
    )
    reasons = frozenset(
        heading.index for heading in fit.headings if heading.is_reason and heading.index not in fit.found.values()
    )
    return Head(
        rows={number: dict(cells) for number, cells in grid.cells.items() if number <= fit.last},
        merges=[merge for merge in grid.merges if merge[2] <= fit.last],
        first=fit.first,
        last=fit.last,
        ignored=ignored,
        reasons=reasons,
    )
