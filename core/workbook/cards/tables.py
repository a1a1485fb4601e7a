"""Sheets of cards as tables: each card becomes a row under its labels, and every cell keeps where it stands."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from core.workbook import layout
from core.workbook.cards.labels import Labels, NoCards, looks_like_cards, pairs_again
from core.workbook.cards.splitting import Card, cards_of
from core.workbook.cells import as_text
from core.workbook.grid import MAX_COLUMNS, Grid
from core.workbook.layout import Heading
from core.workbook.looks import StruckOut
from core.workbook.passed_over import SHOWN, Remark, SkippedRow

MOST_LAYOUTS = 60  # of the cards of one sheet


@dataclass
class Origins:
    """Where the rows and cells of a table made of cards stand in the sheet; `entries` are rows of a card's own."""

    numbers: dict[int, int] = field(default_factory=dict)
    cells: dict[int, dict[int, tuple[int, str]]] = field(default_factory=dict)
    entries: set[int] = field(default_factory=set)
    skipped: list[SkippedRow] = field(default_factory=list)
    remark: Remark | None = None


def tables_of_cards(grid, schemas, best):
    """(grid, fit, origins) of each layout of cards in the sheet; [] where it is none.

    `best` is its best fit as an ordinary table. Raises `NoCards`, saying why, for cards that cannot be told apart.
    """
    fits = [_fit(schema, looks_like_cards(grid, Labels(schema))) for schema in schemas]
    fit = max(fits, key=lambda each: each.weight)
    if best is not None and len(fit.found) <= len(best.found):
        fit = _fit(best.schema, pairs_again(grid, Labels(best.schema), best.first))
    if not fit.found:
        return []
    return _tables(grid, fit.schema, cards_of(grid, Labels(fit.schema)))


def _fit(schema, names):
    """How well a schema fits these labels."""
    return layout.fit_of(schema, [Heading(index, name) for index, name in enumerate(names, 1)])


def _tables(grid, schema, cards):
    """A table for each layout of the cards."""
    layouts: dict[tuple, list[Card]] = {}
    for card in cards.cards:
        layouts.setdefault(card.layout, []).append(card)
    if max(len(of_one) for of_one in layouts) > MAX_COLUMNS:
        raise NoCards(_("a card has more than %(limit)d labels") % {"limit": MAX_COLUMNS})
    if len(layouts) > MOST_LAYOUTS:
        raise NoCards(_("the cards have more than %(limit)d different layouts") % {"limit": MOST_LAYOUTS})
    tables = [_Table(grid, schema, cards, group).table() for group in layouts.values()]
    remark = _remark(cards, are_alike=len(layouts) == 1)
    for number, (_grid, fit, origins) in enumerate(tables):
        if fit.missing or not fit.found:
            words = _("the card in row %(row)d lacks these labels: %(titles)s")
            titles = "、".join(str(column.title) for column in fit.missing) or "—"
            raise NoCards(words % {"row": min(origins.numbers.values()), "titles": titles})
        origins.remark = remark if number == 0 else None
        origins.skipped = cards.skipped if number == 0 else []
    return tables


def _remark(cards, *, are_alike):
    """How the sheet was read; in doubt where cards differ, for then a label may be that of the card above."""
    letters = {get_column_letter(label.column): None for card in cards.cards for label in card.labels}
    said = {"columns": "、".join(letters)}
    if cards.is_sideways:
        places = "、".join(get_column_letter(card.labels[0].end + 1) for card in cards.cards[:SHOWN])
        words = _("read sideways by the labels in column %(columns)s: one record in each of the columns %(places)s")
    else:
        places = "、".join(str(card.row) for card in cards.cards[:SHOWN])
        words = _("read as cards by the labels in column %(columns)s: one record from each of the rows %(places)s on")
    told = words % {**said, "places": places + ("……" if len(cards.cards) > SHOWN else "")}
    if not are_alike:
        told = _("%(told)s; the cards do not all have the same labels") % {"told": told}
    return Remark(told, is_doubt=cards.is_sideways or not are_alike)


class _Table:
    """Cards of one layout as the rows of a table."""

    def __init__(self, grid, schema, cards, group):
        self.source, self.schema, self.cards, self.group = grid, schema, cards, group
        self.grid = Grid(grid.name, hidden_rows=grid.hidden_rows)
        self.origins = Origins()
        self.row = 0
        self.headings = self._headings()
        self.columns = {heading.name: heading.index for heading in self.headings}

    def _headings(self):
        first = {label.name: label for card in reversed(self.group) for label in reversed(card.labels)}
        ordered = dict.fromkeys(label.name for card in self.group for label in card.labels)
        return [
            CardHeading(index, first[name].title, first[name].group, first[name].place[1], name)
            for index, name in enumerate(ordered, 1)
        ]

    def table(self):
        for row in self.cards.titles:
            self._put(row, self.source.cells[row])
        for label in self.cards.prelude:
            self._put(label.row, {1: f"{label.title}：{_joined(label)}"})
        self._put(0, {heading.index: heading.title for heading in self.headings})
        fit = layout.fit_of(self.schema, self.headings, self.row)
        several = {heading.name for heading in self.headings if self._is_several(heading, fit)}
        for card in self.group:
            for line in card.lines:
                self._put(line.row, {1: line.text})
                self.grid.merges.append((self.row, 1, self.row, max(len(self.headings), 2)))
            self._record(card, several)
        return self.grid, fit, self.origins

    def _is_several(self, heading, fit):
        names = {index: name for name, index in fit.found.items()}
        return heading.index in names and self.schema.column(names[heading.index]).several

    def _put(self, number, cells):
        self.row += 1
        self.grid.cells[self.row] = dict(cells)
        if number:
            self.origins.numbers[self.row] = number

    def _record(self, card, several):
        entries = [{}]
        for label in card.labels:
            if label.name in several and label.name in entries[-1]:
                entries.append({})
            place = entries[-1] if label.name in several else entries[0]
            place.setdefault(label.name, []).append(label)
        for number, entry in enumerate(entries):
            self._put(card.row if not number else next(iter(entry.values()))[0].row, {})
            self.origins.cells[self.row] = {}
            if number:
                self.origins.entries.add(self.row)
            for name, labels in entry.items():
                self._fill(self.columns[name], labels)

    def _fill(self, index, labels):
        """One cell out of those that a label, or several of one name, have beside them."""
        cells = [cell for label in labels for cell in label.values]
        row, column = labels[0].place
        self.origins.cells[self.row][index] = (row, get_column_letter(column))
        hidden = {column, *(label.column for label in labels)}
        if hidden & self.source.hidden_columns:
            self.grid.hidden_columns.add(index)
        if not cells:
            return
        struck = [self._struck(label, cell) for label in labels for cell in label.values]
        standing = [cell[2] for cell, gone in zip(cells, struck, strict=True) if not (gone and gone.is_whole)]
        gone = [each.text for each in struck if each]
        value = _one(standing or [cell[2] for cell in cells])
        self.grid.cells[self.row][index] = value
        if gone:
            self.grid.struck[self.row, index] = StruckOut("\n".join(gone), is_whole=not standing)

    def _struck(self, label, cell):
        row, column, value = cell
        of_label = self.source.struck.get((label.row, label.column))
        if of_label and of_label.is_whole:
            return StruckOut(as_text(value), is_whole=True)
        return self.source.struck.get((row, column))


@dataclass(frozen=True)
class CardHeading(Heading):
    """A label as a heading: `name` tells it from others of the card, `beside` is the column of what it says."""

    beside: int = 1
    name: str = ""

    @property
    def letter(self):
        return get_column_letter(self.beside)


def _one(values):
    return values[0] if len(values) == 1 else "\n".join(as_text(value) for value in values)


def _joined(label):
    return as_text(_one([value for _row, _column, value in label.values])) if label.values else ""
