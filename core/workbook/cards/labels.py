"""The labels of cards, by the words of a schema; whether a sheet looks like cards."""

import re
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from core.workbook.cells import as_text
from core.workbook.cleaning import normal_title, split_note
from core.workbook.layout import IGNORED_TITLES

LONGEST_LABEL, LONGEST_INLINE = 30, 3000
FEWEST_LABELS = 3
FEWEST_ROWS = 2
LOOKED_AT = 200  # rows in which cards are looked for
_inline = re.compile(r"(?:^|[\s;；])([^\s:：;；]{1,30})[:：]")
_first = re.compile(r"\s*([^:：]{0,31})")
_count = re.compile(r"[\d一二三四五六七八九十①-⑩]{1,2}$")  # 整改措施1, 措施二
_numbering = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\d+[.、)]|\((?:[一二三四五六七八九十]+|\d+)\))"
)  # 一、问题描述


class NoCards(Exception):
    """The sheet looks like cards and cannot be read as such; the text says why."""


@dataclass
class Label:
    """A label of a card, and the cells that say what it asks for: (row, column, value)."""

    title: str
    row: int
    column: int
    end: int
    group: str = ""
    values: list[tuple[int, int, object]] = field(default_factory=list)
    is_of_table: bool = False

    @cached_property
    def name(self) -> str:
        """What identifies it within a card."""
        return normal_title(f"{self.group}/{self.title}" if self.group else self.title)

    @property
    def place(self) -> tuple[int, int]:
        """Where its value stands, or would."""
        return self.values[0][:2] if self.values else (self.row, self.end + 1)


@dataclass
class Line:
    """A row of but one text that is no label: the title of a card, a heading within it, a signature."""

    row: int
    text: str


class Labels:
    """The words of one schema as labels."""

    def __init__(self, schema):
        self._names = schema.headings[0] | IGNORED_TITLES
        self._firsts = {name[0] for name in self._names}
        self._several = {
            part
            for column in schema.columns
            if column.several
            for name in column.normal_synonyms
            for part in name.split("/")
        }

    def known(self, value) -> str:
        """The name of a label of this schema; "" for any other value."""
        if not isinstance(value, str) or len(value) > LONGEST_LABEL:
            return ""
        name = normal_title(value)
        if name[:1] not in self._firsts and not _numbering.match(name):
            return ""
        return next((each for each in _called(name) if each in self._names), "")

    def title_of(self, value: str) -> str:
        """The label as its column is called: without the number before it, and without that of 整改措施1."""
        name, words = self.known(value), normal_title(value)
        if not name or name in _called(words)[:2] or (name != _called(words)[2] and name not in self._several):
            return as_text(value)
        return name

    def begins_a_card(self, label: Label) -> bool:
        """Whether a second one of the kind belongs to another card."""
        name = self.known(label.title)
        return bool(name) and name not in self._several

    def is_several(self, label: Label) -> bool:
        """Whether one card may have it more than once."""
        return self.known(label.title) in self._several

    def within(self, value) -> list[tuple[str, str]]:
        """The labels that stand in one cell with what they say: 轮次：第十八轮  巡察组：二组."""
        if not isinstance(value, str) or len(value) > LONGEST_INLINE or not self.known(_first.match(value).group(1)):
            return []
        found = [each for each in _inline.finditer(value) if self.known(each.group(1))]
        ends = [*(each.start() for each in found), len(value)][1:]
        told = [(each.group(1), value[each.end() : end].strip()) for each, end in zip(found, ends, strict=True)]
        return told if any(words for _title, words in told) else []


def _called(name):
    """What a label may be called: as it is, without its note, without the numbers before and behind it."""
    base = split_note(name)[0]
    plain = _numbering.sub("", base)
    return name, base, plain, _count.sub("", plain)


def pairs_again(grid, labels, first) -> list[str]:
    """The labels of a row of pairs (姓名 | 某甲 | 工作单位 | 某局) that stand so in another row, too; else []."""
    rows = [_pairs_in(cells, labels) for _row, cells in sorted(grid.cells.items())[:LOOKED_AT]]
    told = _pairs_in(grid.cells.get(first, {}), labels)
    return told if told and rows.count(told) > 1 else []


def _pairs_in(cells, labels):
    names = [labels.known(cells[column]) for column in sorted(cells)]
    is_paired = len(names) >= 2 * FEWEST_ROWS and len(names) % 2 == 0 and all(names[::2]) and not any(names[1::2])
    return names[::2] if is_paired else []


def looks_like_cards(grid, labels) -> list[str]:
    """The labels of a sheet in which rows begin with one and go on with something else; [] for any other sheet."""
    found: dict[str, None] = {}
    begins = set()
    for _row, cells in sorted(grid.cells.items())[:LOOKED_AT]:
        if not cells:  # formulas that show nothing
            continue
        columns = sorted(cells)
        inline = [labels.known(title) for title, _words in labels.within(cells[columns[0]])]
        names = [labels.known(cells[column]) for column in columns]
        if not inline and (not names[0] or (len(names) > 1 and names[1])):
            continue
        begins.add((inline or names)[0])
        found |= dict.fromkeys(name for name in [*inline, *names] if name)
    is_enough = len(found) >= FEWEST_LABELS and len(begins) >= FEWEST_ROWS
    return list(found) if is_enough else []
