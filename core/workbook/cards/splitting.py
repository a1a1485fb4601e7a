"""Where one card of a sheet ends and the next begins, and what holds for all of them."""

from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from core.workbook.cards.labels import Label, Line, NoCards
from core.workbook.cards.rows import CardRows
from core.workbook.cells import as_text
from core.workbook.passed_over import SkippedRow
from core.workbook.row_kinds import is_footer


@dataclass
class Card:
    """One record: its labels in turn, and the lines right above it."""

    labels: list[Label]
    lines: list[Line] = field(default_factory=list)

    @property
    def row(self) -> int:
        """Where it begins."""
        return min(label.row for label in self.labels)

    @property
    def layout(self) -> tuple:
        """Which labels it has and in which columns their values stand: cards of one layout are one table."""
        return tuple({(label.name, label.place[1]): None for label in self.labels})


@dataclass
class Cards:
    """The cards of a sheet, with the rows above them all and the lines that belong to none."""

    cards: list[Card]
    titles: list[int]
    prelude: list[Label]
    skipped: list[SkippedRow]
    is_sideways: bool = False


def cards_of(grid, labels):
    rows = CardRows(grid, labels)
    if columns := rows.sideways():
        return _beside(grid, rows, columns)
    return _Splitter(grid, labels, rows).split()


def _beside(grid, rows, columns):
    """Records beside one another: a column each; what is merged over several holds for each of them."""
    (first,) = rows.label_columns
    cards = {column: Card([]) for column in columns}
    lines, ends = [], rows.ends
    for row, cells in sorted(grid.cells.items()):
        title = cells.get(first)
        if not cells:
            continue
        if not isinstance(title, str) or (len(cells) == 1 and not rows.labels.known(title)):
            lines.append(row)
            continue
        for column, card in cards.items():
            label = Label(as_text(title), row, first, column - 1)
            start = next((each for each in cells if each <= column <= ends.get((row, each), (row, each))[1]), None)
            if start is not None and start != first:
                label.values.append((row, start, cells[start]))
            card.labels.append(label)
    top = min(card.row for card in cards.values())
    skipped = [SkippedRow(row, _words(grid, row)) for row in lines if row > top]
    return Cards(list(cards.values()), [row for row in lines if row < top], [], skipped, is_sideways=True)


def _words(grid, row):
    return "  ".join(as_text(value) for _column, value in sorted(grid.cells[row].items()))


class _Splitter:
    """Tells where one card ends and the next begins: where a label stands for the second time."""

    def __init__(self, grid, labels, rows):
        self.grid, self.labels, self.rows = grid, labels, rows
        self.cards: list[Card] = []
        self.lines: list[Line] = []
        self.skipped: list[SkippedRow] = []
        self.names: set[str] = set()  # of the labels of the last card
        self.told: set[str] = set()  # those of them that have a value

    def split(self):
        for event in self.rows.events():
            if isinstance(event, Line):
                self.lines.append(event)
            else:
                self._add(event)
        self._skip(self.lines)
        prelude = self._prelude()
        for card, following in pairwise(self.cards):
            self._refuse_in_between(card, following)
        return Cards(self.cards, self._titles(prelude), prelude, self.skipped)

    def _add(self, found):
        if not found:
            return
        self._refuse_twice(found)
        if not self.cards or self._begins(found):
            self._begin(found)
        else:
            self._skip(self.lines)
            self._refuse_records(found)
            self.cards[-1].labels += found
            self.names |= {label.name for label in found}
        self.lines = []

    def _refuse_twice(self, found):
        names = [label.name for label in found if self.labels.begins_a_card(label)]
        if twice := next((label for label in found if names.count(label.name) > 1), None):
            words = _("row %(row)d has “%(label)s” twice; put cards one below another")
            raise NoCards(words % {"row": twice.row, "label": twice.title})

    def _begins(self, found):
        first = self.cards[-1].labels[0].name
        return any(
            label.name in self.names and (self.labels.begins_a_card(label) or label.name == first)
            for label in found
            if not self.labels.is_several(label) and not label.is_of_table
        )

    def _refuse_records(self, found):
        """A table within a card tells of its measures, not of several findings."""
        for label in found:
            if label.is_of_table and label.values and self.labels.begins_a_card(label) and label.name in self.told:
                words = _("the table within a card has several “%(label)s” (row %(row)d), which tells of one only")
                raise NoCards(words % {"row": label.row, "label": label.title})
        self.told |= {label.name for label in found if label.values}

    def _begin(self, found):
        label = self.rows.over.get(self.rows.before)
        if self.cards and label:
            words = _(
                "row %(row)d may go on with “%(label)s” or be the title of the card below it; merge the label over it "
                "or leave a row free before it"
            )
            raise NoCards(words % {"row": self.rows.before, "label": label.title})
        feet = [line for line in self.lines if self.cards and is_footer({1: line.text}, [])]
        self._skip(feet)
        self.cards.append(Card(found, [line for line in self.lines if line not in feet]))
        self.names = {label.name for label in found}
        self.told = {label.name for label in found if label.values}

    def _skip(self, lines):
        self.skipped += [SkippedRow(line.row, line.text) for line in lines]

    def _refuse_in_between(self, card, following):
        """Refuse a label right above a card that may be its first or the last of the one before, where it lacks it."""
        last = card.labels[-1]
        end = max(row for label in card.labels for row in [label.row, *(row for row, *_cell in label.values)])
        if end + 1 == following.row and last.name not in {label.name for label in following.labels}:
            raise NoCards(self._unclear(last))

    @staticmethod
    def _unclear(label):
        words = _(
            "it cannot be told to which card “%(label)s” in row %(row)d belongs; begin each card with its number"
        )
        return words % {"row": label.row, "label": label.title}

    def _prelude(self):
        """The labels before the first card that say something of all cards, such as the organization."""
        if len(self.cards) < 2:
            return []
        first = self.cards[0].labels
        begin = next((label for label in first if label.name == self.cards[1].labels[0].name), first[0])
        for card in self.cards[1:]:
            if card.labels[0].name != begin.name:
                words = _("the card in row %(row)d begins with “%(label)s”, others with “%(usual)s”")
                raise NoCards(words % {"row": card.row, "label": card.labels[0].title, "usual": begin.title})
        start = next(place for place, label in enumerate(first) if label.name == begin.name)
        if several := next((label for label in first[:start] if self.labels.is_several(label)), None):
            raise NoCards(self._unclear(several))
        self.cards[0].labels = first[start:]
        return first[:start]

    def _titles(self, prelude):
        """The rows above all cards: of those above the first, as many are its own as the others have."""
        first = self.cards[0]
        own = 0 if prelude or len(self.cards) < 2 else min(len(card.lines) for card in self.cards[1:])
        titles = first.lines[: len(first.lines) - own]
        first.lines = first.lines[len(first.lines) - own :]
        return [line.row for line in titles]
