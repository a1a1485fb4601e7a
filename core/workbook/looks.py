"""What the look of a cell says about its value: the format of its number, and whether it is struck out."""

from dataclasses import dataclass

from openpyxl.cell.rich_text import CellRichText

from core.workbook.cells import as_text
from core.workbook.cleaning import clean_text
from core.workbook.formats import CHINESE_DATES, format_of, shown


@dataclass(frozen=True)
class Look:
    """The look of a cell as far as it matters to a reader."""

    code: str = "General"
    is_struck: bool = False


PLAIN = Look()


@dataclass(frozen=True)
class StruckOut:
    """What is struck out in a cell: a part of its text, or all that it holds."""

    text: str
    is_whole: bool


class Looks:
    """The looks of one workbook, by the number of a cell's style."""

    def __init__(self, book):
        self._styles = list(book._cell_styles)
        self._fonts = book._fonts
        self._formats = list(book._number_formats)
        self._known = {}
        chinese = {index for index, style in enumerate(self._styles) if style.numFmtId in CHINESE_DATES}
        self.dates = set(book._date_formats) | chinese

    def __getitem__(self, style):
        if style not in self._known:
            self._known[style] = self._look(style)
        return self._known[style]

    def _look(self, index):
        if index >= len(self._styles):
            return PLAIN
        style = self._styles[index]
        font = self._fonts[style.fontId] if style.fontId < len(self._fonts) else None
        return Look(format_of(style.numFmtId, self._formats), bool(font is not None and font.strike))

    def value_of(self, value, style):
        """A value as its cell shows it, and what of it is struck out (None if nothing)."""
        look = self[style]
        if isinstance(value, CellRichText):
            return _standing(value, look.is_struck)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and look.code != "General":
            value = shown(value, look.code)
        return value, StruckOut(as_text(value), is_whole=True) if look.is_struck and value is not None else None


def _standing(runs, is_struck):
    """The text that stands and the text that is struck out, of a text whose parts have looks of their own."""
    standing, gone = [], []
    for run in runs:
        own = getattr(run, "font", None)
        struck = is_struck if own is None or own.strike is None else own.strike
        (gone if struck else standing).append(str(run))
    left, removed = "".join(standing), clean_text("".join(gone))
    if not removed:
        return left, None
    if not clean_text(left):
        return removed, StruckOut(removed, is_whole=True)
    return left, StruckOut(removed, is_whole=False)
