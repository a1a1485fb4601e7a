"""A signature drawn by hand, as text: strokes by `;`, their points by a blank, each `x,y` within a box of 600 × 200.

Lines that a page draws again as SVG: no file to be opened, nothing in it but digits, and sharp on any printer.
"""

import re
from itertools import pairwise
from math import dist

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WIDTH, HEIGHT = 600, 200
LONGEST = 20_000
"""Characters; a name of four characters, quickly drawn, takes about three thousand."""
LEAST_INK = 100
"""How long all lines are together at least: a dot or a slip of the finger is no signature."""
POINT = r"[0-9]{1,3},[0-9]{1,3}"
WELL_FORMED = re.compile(rf"{POINT}( {POINT})*(;{POINT}( {POINT})*)*")


def require_signature(drawing: str) -> None:
    """Raise `ValidationError` unless it is a drawing as above, within its box, with enough of a line in it."""
    if len(drawing) > LONGEST:
        raise ValidationError(_("The drawing is too long. Clear it and sign again with fewer lines."))
    if not WELL_FORMED.fullmatch(drawing):
        raise ValidationError(_("This is no drawn signature. Clear it and sign again."))
    strokes = _points(drawing)
    if any(x > WIDTH or y > HEIGHT for stroke in strokes for x, y in stroke):
        raise ValidationError(_("The drawing goes beyond its box. Clear it and sign again."))
    ink = sum(dist(one, other) for stroke in strokes for one, other in pairwise(stroke))
    if ink < LEAST_INK:
        raise ValidationError(_("Hardly anything is drawn. Sign with your whole name."))


def lines_of(drawing: str) -> list[str]:
    """Its strokes as SVG takes the points of a line; a dot is a line that ends where it begins."""
    lines = drawing.split(";") if drawing else []
    return [line if " " in line else f"{line} {line}" for line in lines]


def _points(drawing: str) -> list[list[tuple[int, int]]]:
    return [[(int(x), int(y)) for x, y in (each.split(",") for each in line.split())] for line in drawing.split(";")]
