"""The tables of one worksheet: a second one below the first is read by its own header."""

from dataclasses import dataclass, field
from itertools import pairwise

from core.workbook import layout
from core.workbook.cards.tables import Origins, tables_of_cards
from core.workbook.cleaning import normal_title, split_note
from core.workbook.grid import MAX_COLUMNS
from core.workbook.layout import Fit
from core.workbook.row_kinds import is_footer

FEWEST_HEADINGS = 2
CLEAR_HEADINGS = 3
LONGEST_HEADING = 30


@dataclass
class Table:
    """The rows of one table, with the lines above its header; `repeated` are rows that only say its header again.

    `origins` tell where the rows of one that was made of cards stand in the sheet.
    """

    grid: object
    fit: Fit
    repeated: set[int] = field(default_factory=set)
    origins: Origins | None = None


def tables_of(grid, schemas, *, may_be_cards=True):
    """Every table of the sheet in turn; the fit of one that cannot be read is not complete. None where nothing is.

    Raises `NoCards` for a sheet that holds cards which cannot be read.
    """
    best = layout.best_fit(grid, schemas)
    if may_be_cards and (cards := tables_of_cards(grid, schemas, best)):
        return [Table(of_cards, fit, origins=origins) for of_cards, fit, origins in cards]
    if best is None or not best.complete:
        return [Table(grid, best)]
    if blocks := _blocks(best):
        parts = [grid.columns(first, last, best.first) for first, last in blocks]
        return [table for part in parts for table in tables_of(part, schemas, may_be_cards=False)]
    heads = _heads(grid, best, schemas)
    rows = sorted(grid.cells)
    starts = [rows[0], *(_start(grid, rows, head.fit, before) for before, head in pairwise(heads))]
    lines = {row for row in rows if row < heads[0].fit.first}
    for head, start, end in zip(heads, starts, [*starts[1:], rows[-1] + 1], strict=True):
        head.grid = grid.part({row for row in rows if start <= row < end} | lines) if len(heads) > 1 else grid
    return heads


def _blocks(fit):
    """The columns of tables that stand beside one another, each with the same headings: (first, last) of each."""
    names = [normal_title(heading.title) for heading in fit.headings]
    indexes = [heading.index for heading in fit.headings]
    starts = [place for place, name in enumerate(names) if name == names[0]]
    ends = [*starts[1:], len(names)]
    parts = [names[start:end] for start, end in zip(starts, ends, strict=True)]
    needed = {indexes.index(fit.found[column.name]) for column in fit.schema.required if column.name in fit.found}
    alike = [part for part in parts[1:] if {names[place] for place in needed} <= set(part)]
    if not alike or len(alike) < len(parts) - 1 or not {names[place] for place in needed} <= set(parts[0]):
        return []
    begins = [1, *(indexes[start] for start in starts[1:])]
    return list(zip(begins, [*(begin - 1 for begin in begins[1:]), MAX_COLUMNS], strict=True))


def _heads(grid, best, schemas):
    """The header of each table, the best one among them."""
    heads = []
    for row in sorted(grid.cells):
        known = heads[-1] if heads else None
        if known and (row <= known.fit.last or row in known.repeated):
            continue
        if known and _says_again(grid, row, known.fit):
            known.repeated.update(range(row, row + known.fit.last - known.fit.first + 1))
            continue
        fit = best if row == best.first else _other_head(grid, row, best.schema, schemas)
        if fit and fit.first < best.first <= fit.last:  # a line of labels right above the best header
            continue
        if fit and known and _is_same(fit, known.fit):
            known.repeated.update(range(fit.first, fit.last + 1))
        elif fit:
            heads.append(Table(grid, fit))
    return heads


def _says_again(grid, row, fit):
    """Whether the rows from this one on repeat a header word for word, as on a new page."""
    return all(grid.cells.get(row + number - fit.first) == grid.cells.get(number) for number in fit.rows)


def _other_head(grid, row, schema, schemas):
    """The fit of a row that says headings itself; None for any other row."""
    telling = _headings_in(grid.cells[row], schema)
    if telling < max(FEWEST_HEADINGS, len(grid.cells[row]) / 2):
        return None
    fit = layout.best_fit_at(grid, row, schemas)
    return fit if fit.complete or telling >= CLEAR_HEADINGS else None


def _headings_in(cells, schema):
    """How many cells of a row are headings of this schema."""
    names, firsts = schema.headings
    return sum(
        isinstance(value, str)
        and len(value) <= LONGEST_HEADING
        and value.lstrip("*＊ \t\n")[:1] in firsts
        and not names.isdisjoint({normal_title(value), split_note(normal_title(value))[0]})
        for value in cells.values()
    )


def _is_same(fit, known):
    same_units = {heading.index: heading.unit for heading in fit.headings} == {
        heading.index: heading.unit for heading in known.headings
    }
    return fit.schema is known.schema and fit.found == known.found and same_units


def _start(grid, rows, fit, before):
    """Where the table begins: with the lines of a single cell right above its header."""
    start = fit.first
    for row in reversed([row for row in rows if before.fit.last < row < fit.first]):
        if len(grid.cells[row]) > 1 or is_footer(grid.cells[row], []):
            break
        start = row
    return start
