"""Numbers as their formats show them: "WT18-"0000, 0.00%, #,##0.00,, (ECMA-376 part 1, 18.8.31)."""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS

from core.workbook.values import Shown

# The Chinese editions of Excel and WPS number their formats for days so; the standard leaves them to each language.
CHINESE_DATES = frozenset({*range(27, 37), *range(50, 59)})
FIRST_CUSTOM = 164
EXACT = 10**15  # longer numbers have lost their last digits, which no format brings back
MOST_PLACES, MOST_SIGNS = 12, 3  # with more decimals or % a number is longer than can be reckoned with

_part = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*](?P<skipped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<places>[0#?.,]+)|(?P<percent>%)|(?P<other>.)",
    re.DOTALL,
)
_colour = re.compile(
    r"^(?:black|blue|cyan|green|magenta|red|white|yellow|color\d+|黑色|蓝色|红色|绿色)$", re.IGNORECASE
)
_unfit = frozenset("eE/@dDmMhHyYsSgGbB")  # exponents, fractions, text, dates, General
_section = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*')


@dataclass(frozen=True)
class Pattern:
    """One section of a format: `parts` are texts and places for digits in turn, each with whether it is places."""

    parts: tuple[tuple[bool, str], ...]
    decimals: int
    required_decimals: int
    digits: int
    grouped: bool
    divisor: Decimal
    is_share: bool


def format_of(number_format_id, custom):
    """The code of a format by its number; `custom` are the workbook's own."""
    if number_format_id < FIRST_CUSTOM:
        return BUILTIN_FORMATS.get(number_format_id, "General")
    index = number_format_id - FIRST_CUSTOM
    return custom[index] if index < len(custom) else "General"


def shown(value, code):
    """The number as the format shows it; the number itself where its format is none for plain numbers."""
    if not math.isfinite(value) or abs(value) >= EXACT:
        return value
    pattern, sign = _pattern_for(value, code)
    if pattern is None:
        return value
    number = abs(Decimal(repr(value))) / pattern.divisor
    words = sign + _written(number, pattern)
    amount = None if pattern.is_share else number.copy_sign(Decimal(repr(value)))
    return Shown(value, words, amount)


def _pattern_for(value, code):
    """The pattern of the section for this number, and the sign to write before it."""
    sections = _sections(code)
    if value < 0 and len(sections) > 1:
        return sections[1], ""
    if value == 0 and len(sections) > 2:
        return sections[2], ""
    return sections[0], "-" if value < 0 else ""


@lru_cache(maxsize=512)
def _sections(code):
    return tuple(_pattern(section) for section in _section.findall(code) if section) or (None,)


def _pattern(section):
    """A section taken apart; None for one that is not for plain numbers."""
    parts, percents = [], 0
    for found in _part.finditer(section):
        kind, text = found.lastgroup, found.group(found.lastgroup)
        if (kind == "bracket" and not _colour.match(text)) or (kind == "other" and text in _unfit):
            return None
        percents += kind == "percent"
        if kind not in {"bracket", "skipped"}:
            parts.append((kind == "places", text))
    runs = [text for is_places, text in parts if is_places]
    pattern = _with_places(parts, runs, percents) if runs else None
    return pattern if pattern and pattern.decimals <= MOST_PLACES and percents <= MOST_SIGNS else None


def _with_places(parts, runs, percents):
    whole, _point, rest = "".join(runs).partition(".")
    scaling = len(runs[-1]) - len(runs[-1].rstrip(","))
    return Pattern(
        parts=tuple(parts),
        decimals=sum(rest.count(place) for place in "0#?"),
        required_decimals=rest.count("0"),
        digits=whole.count("0"),
        grouped="," in whole.rstrip(","),
        divisor=Decimal(1000) ** scaling / Decimal(100) ** percents,
        is_share=bool(percents),
    )


def _written(number, pattern):
    rounded = number.quantize(Decimal(1).scaleb(-pattern.decimals), ROUND_HALF_UP)
    whole, _point, rest = format(rounded, "f").partition(".")
    whole = whole.lstrip("0").zfill(pattern.digits)
    while len(rest) > pattern.required_decimals and rest.endswith("0"):
        rest = rest[:-1]
    if pattern.grouped:
        whole = f"{int(whole or 0):,}"
    return _placed(f"{whole}.{rest}" if rest else whole, pattern.parts)


def _placed(digits, parts):
    """The digits at their places, from the right; what is left over goes to the first."""
    written, left = [], sum(is_places for is_places, _text in parts)
    for is_places, text in reversed(parts):
        if not is_places:
            written.append(text)
            continue
        left -= 1
        here = digits[-len(text) :] if left else digits
        digits = digits[: len(digits) - len(here)]
        written.append(here)
    return "".join(reversed(written)).strip()
