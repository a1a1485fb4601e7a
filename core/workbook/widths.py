"""How wide the columns of a sheet are: by what its first rows hold, and so that the page is used."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from core.workbook.cellxml import as_words
from core.workbook.room import EDGES, TIGHT, columns_of, height_of
from core.workbook.spec import Kind, WriterColumn

HEIGHT = 560
"""The points of an upright page that are left for rows beside what stands above and below them."""
SAMPLE = 200
"""The rows looked at: a sheet is written as it is read, so later ones cannot make a column wider."""
BOUNDS: dict[Kind, tuple[int, int]] = {
    "text": (6, 26),
    "long_text": (6, 30),
    "id": (10, 26),
    "date": (12, 12),
    "datetime": (18, 18),
    "month": (12, 12),
    "integer": (6, 12),
    "count": (9, 16),
    "number": (8, 16),
    "money": (12, 20),
    "percent": (9, 10),
}
WIDEST: dict[Kind, int] = {"text": 60, "long_text": 110}
"""How far columns of texts grow where the page has room."""
LATIN = 6
"""Of so many signs of ASCII one is added as room: a font that stands in for 宋体 draws them wider than half a sign."""
SUM = 3
"""What a total may be longer by than the amounts above it."""
ROOM = {("A4", "portrait"): 98, ("A4", "landscape"): 145, ("A3", "portrait"): 145, ("A3", "landscape"): 212}
"""The columns of the default font that a page takes in its full size."""


def fitted(columns: Sequence[WriterColumn], rows: Sequence[Sequence[Any]], room: int) -> list[float]:
    """The widths of the columns; those of texts share what the others leave of the page."""
    bounds = [_bounds(column, [row[place] for row in rows]) for place, column in enumerate(columns)]
    least, more = [low for low, _most in bounds], [most - low for low, most in bounds]
    free = max(room - sum(least), 0)
    part = min(free / sum(more), 1) if sum(more) else 0
    return [low + part * extra for low, extra in zip(least, more, strict=True)]


def spread(widths: Sequence[float], room: int, rows: int) -> list[float]:
    """The widths for a sheet of so many rows on one page, which fills the width though it is drawn smaller."""
    wider = room * max(rows * height_of(1, TIGHT) / HEIGHT, 1) / sum(widths)
    return [width * max(wider, 1) for width in widths]


def _bounds(column: WriterColumn, values: Sequence[Any]) -> tuple[float, float]:
    """The width it has at least, and the width in which all of it stands on one line, its heading too."""
    least: float
    least, most = BOUNDS[column.kind]
    usual = max(column.width or most, least)
    if column.total == "sum":
        least = min(least + SUM, usual)
    heading = _heading(column)
    need = max((_room_for(line) for words in map(_shown, values) for line in words.split("\n")), default=0) + EDGES
    low = max(min(max(need, least), usual), heading)
    return low, max(low, min(need, WIDEST.get(column.kind, 0)), columns_of(column.heading) + EDGES)


def _room_for(line: str) -> float:
    """The width of a line in whichever font there is."""
    taken = columns_of(line)
    return taken + (2 * len(line) - taken) / LATIN


def _heading(column: WriterColumn) -> float:
    """The width in which the heading takes two lines at most."""
    taken = columns_of(column.heading)
    return (taken if taken <= 6 else max(6, 2 * ceil(taken / 4))) + EDGES


def _shown(value: Any) -> str:
    return "" if value is None else as_words(value)
