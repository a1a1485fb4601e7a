"""How much room texts take on paper: a Chinese character two columns, the signs of ASCII one each."""

from math import ceil

LINE, PADDING, TIGHT = 15.0, 3.0, 0.5  # points, for text of 10.5; tight is a page that has to hold all
HIGHEST = 409.0  # Excel knows no higher row
NARROW = 12
EDGES = 1.7  # of the width of a column, what stays empty beside the text


def columns_of(text: str) -> int:
    """The width of a text on one line, in columns of the default font.

    A sign has one byte in UTF-8 where it takes one column, and three where it takes two.
    """
    return (len(text) + len(text.encode(errors="replace")) + 1) // 2


def lines_of(text: str, width: float) -> int:
    """The lines a text takes in a cell of that width. A long one is wrapped a sign early: no stop begins a line."""
    room = int(width - EDGES + 0.5)
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    lines = 0
    for part in text.split("\n"):
        taken = columns_of(part)
        lines += 1 if taken <= room else ceil(taken / max(room - (room > NARROW), 2))
    return lines


def height_of(lines: int, padding: float = PADDING) -> float:
    """The height of a row of so many lines, in points."""
    return min(lines * LINE + padding, HIGHEST)
