"""The rows of cards, one record a card, several cards one below another.

A row may hold several labels, each with its value behind it (序号 | 1 | 责任领导 | 某甲). A label may be merged over
several rows, stand over its value, or before it in one cell (轮次：第十八轮); a small table may stand within a card.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from core.workbook.cards.labels import FEWEST_ROWS, LONGEST_LABEL, Label, Line, NoCards
from core.workbook.cells import as_text, quoted
from core.workbook.layout import IGNORED_TITLES
from core.workbook.row_kinds import is_footer

MOST_SIDEWAYS = 50  # records beside one another


class CardRows:
    """The rows of a sheet of cards in turn: lines, and labels with their values."""

    def __init__(self, grid, labels):
        self.grid, self.labels = grid, labels
        self.ends = {(top, left): (bottom, right) for top, left, bottom, right in grid.merges}
        self.label_columns = self._columns_of_labels()
        self._last: list[Label] = []  # of the last row with labels
        self._open: dict[int, Label] = {}  # the last one in each column
        self._table: list[Label] = []
        self._groups: list[tuple[int, int, str]] = []  # first and last row, and the label before others
        self.before = 0  # the last row before the one that is read
        self.over: dict[int, Label] = {}  # rows of one cell that are taken for a value of the label over them

    def _columns_of_labels(self) -> set[int]:
        """Columns with several different labels, or with one behind the value of another."""
        names: dict[int, set[str]] = {}
        behind = set()
        for row, cells in self.grid.cells.items():
            before, end = "", 0
            for column in sorted(cells):
                name = self.labels.known(cells[column])
                if name:
                    names.setdefault(column, set()).add(name)
                if self.labels.within(cells[column]) or (name and not (before and end + 1 == column)):
                    behind.add(column)
                before, end = name, self._end(row, column)
        return {column for column, found in names.items() if len(found) > 1} | behind

    def sideways(self) -> list[int]:
        """The columns of records that stand beside one another, each label saying something of all of them."""
        if len(self.label_columns) != 1:
            return []
        (first,) = self.label_columns
        rows = [set(cells) - {first} for cells in self.grid.cells.values() if self.labels.known(cells.get(first))]
        wide = [columns for columns in rows if len(columns) > 1]
        found = set().union(*rows)
        if len(wide) < max(FEWEST_ROWS, len(rows) * 2 / 3) or min(found) < first or len(found) > MOST_SIDEWAYS:
            return []
        return sorted(found)

    def events(self) -> Iterator[Line | list[Label]]:
        """Each row as a line, or as the labels it adds; further values go to the labels above."""
        rows = sorted(self.grid.cells)
        for before, row, following in zip([0, *rows[:-1]], rows, [*rows[1:], 0], strict=True):
            cells, self.before = self.grid.cells[row], before
            if self._table and self._is_of_table(cells):
                told = [self._again(label, row, cells[label.column]) for label in self._table if label.column in cells]
                yield self._without_numbers(told)
                continue
            self._table = []
            if self._is_line(row, cells):
                yield from self._line(row, *cells.values())
                continue
            found = self._table_head(row, cells, following) or self._pairs(row, cells)
            if found:
                self._last = found
                self._open |= {label.column: label for label in found}
                yield found

    def _is_line(self, row, cells) -> bool:
        ((column, value),) = cells.items() if len(cells) == 1 else ((0, None),)
        if value is None or self.labels.known(value) or self.labels.within(value):
            return False
        above = self._above(column, row)
        if is_footer(cells, []) or (
            column == min(self.label_columns) and not (above and self._is_merged_over(above, row))
        ):
            return True
        if above and not self._is_merged_over(above, row):
            self.over[row] = above
        return above is None

    def _line(self, row, value):
        """A line, or the value of the label that stands alone over it, as wide as it."""
        alone = self._last[0] if len(self._last) == 1 else None
        if alone and not alone.values and alone.end > alone.column and not is_footer({1: value}, []):
            alone.values.append((row, alone.column, value))
            self.over[row] = alone
        else:
            yield Line(row, as_text(value))

    def _table_head(self, row, cells, following) -> list[Label]:
        """The labels of a small table within a card: all cells of the row are such, and the next row has none."""
        below = self.grid.cells.get(following, {})
        columns = sorted(cells)
        if len(cells) < 2 or not all(self.labels.known(value) for value in cells.values()) or not below:
            return []
        ends = [self._end(row, column) + 1 for column in columns[:-1]]
        if ends != columns[1:] or any(self.labels.known(value) for value in below.values()):
            return []
        found = [self._label(row, column, cells[column]) for column in columns]
        if self.ends.get((row, columns[0]), (row, 0))[0] > row:  # the first is merged over the rows of the table
            self._group(found[0])
            found = [self._label(row, column, cells[column]) for column in columns[1:]]
        if not below.keys() <= {label.column for label in found}:
            return []
        for label in found:
            label.is_of_table = True
        self._table = found
        return self._without_numbers(found)

    def _without_numbers(self, found):
        """The labels but for the running number within a table, which is not that of the card."""
        return [label for label in found if self.labels.known(label.title) not in IGNORED_TITLES]

    def _is_of_table(self, cells) -> bool:
        columns = {label.column for label in self._table}
        return cells.keys() <= columns and not any(self.labels.known(value) for value in cells.values())

    def _again(self, label, row, value) -> Label:
        told = [(row, label.column, value)]
        return Label(label.title, row, label.column, label.end, label.group, told, is_of_table=True)

    def _pairs(self, row, cells) -> list[Label]:
        found: list[Label] = []
        for column in sorted(cells):
            value = cells[column]
            before = found[-1] if found else None
            inline = self.labels.within(value)
            if inline and not self._is_beside(before, column):
                found += [self._label(row, column, title, words) for title, words in inline]
            elif self._is_label(row, column, value, before):
                if before and self._is_beside(before, column):
                    self._group(found.pop())
                found.append(self._label(row, column, value))
            elif before and not before.values:
                before.values.append((row, column, value))
            elif above := self._above(column, row):
                above.values.append((row, column, value))
            else:
                place = f"{get_column_letter(column)}{row}"
                words = _("“%(value)s” in %(place)s stands beside no label")
                raise NoCards(words % {"value": quoted(value), "place": place})
        return found

    def _group(self, label):
        """Keep a label that stands before other labels, in the rows that it is merged over."""
        last = self.ends.get((label.row, label.column), (label.row, 0))[0]
        self._groups = [each for each in self._groups if each[1] >= label.row] + [(label.row, last, label.title)]

    def _is_label(self, row, column, value, before) -> bool:
        if column not in self.label_columns or not isinstance(value, str) or len(value) > LONGEST_LABEL:
            return False
        if self.labels.known(value):
            return True
        above = self._above(column, row)
        return not self._is_beside(before, column) and not (above and self._is_merged_over(above, row))

    @staticmethod
    def _is_beside(label, column) -> bool:
        """Whether the cell is the first behind a label: what it says, as a rule."""
        return label is not None and not label.values and label.end + 1 == column

    def _label(self, row, column, title, words="") -> Label:
        end = self._end(row, column)
        group = next((group for first, last, group in reversed(self._groups) if first <= row <= last), "")
        label = Label(self.labels.title_of(title), row, column, end, group if not words else "")
        if words:
            label.values.append((row, column, words))
        return label

    def _end(self, row, column) -> int:
        return self.ends.get((row, column), (row, column))[1]

    def _above(self, column, row) -> Label | None:
        """The label that has its value in this column and goes on in this row: merged over it, or right above it."""
        for label in self._open.values():
            if label.place[1] == column and (
                self._is_merged_over(label, row) or self._is_right_above(label, column, row)
            ):
                return label
        return None

    def _is_merged_over(self, label, row) -> bool:
        return self.ends.get((label.row, label.column), (label.row, 0))[0] >= row

    def _is_right_above(self, label, column, row) -> bool:
        last = label.values[-1][0] if label.values else label.row
        return last + 1 == row and self._end(row, column) <= self._end(label.row, column)
