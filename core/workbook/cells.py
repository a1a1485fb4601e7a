"""How one cell is read: each function makes a Parser, which returns a value or raises BadValue."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.names.spelling import plain_name
from core.workbook.cleaning import clean_text, narrow, ticked
from core.workbook.entries import split_entries
from core.workbook.numerals import SIGNS, read_numeral
from core.workbook.values import Shown

LONGEST_QUOTE = 60


class BadValue(ValueError):
    """A cell cannot be read; the text says why, for the person who has to correct it."""


@dataclass(frozen=True)
class Parser:
    """Reads one cell.

    `blank` is the value of an empty cell; `options` are the words of a drop-down; `kind` and `unit` tell a template
    how to show the column.
    """

    read: Callable[[object, str], object]
    blank: object = None
    options: Sequence[str] = ()
    kind: str = "text"
    unit: str = ""

    def __call__(self, value, unit=""):
        """The value of a cell that is not blank; `unit` is what the heading has in brackets (万元, 项 …)."""
        return self.read(value, unit)

    @property
    def empty(self):
        return list(self.blank) if isinstance(self.blank, tuple) else self.blank


BETWEEN_NAMES = re.compile(r"[、，,；;/\n\r]+")


def as_text(value):
    """What a cell shows, as clean text: numbers as their format shows them, without .0; dates as 2026-06-20."""
    if isinstance(value, Shown):
        return value.words
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _digits(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == datetime.min.time() else "%Y-%m-%d %H:%M:%S")
    return str(value)


def quoted(value):
    """A cell's value as a message quotes it: not longer than a line."""
    words = as_text(value)
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"


def _digits(number):
    if not math.isfinite(number):
        return str(number)
    return format(Decimal(repr(number)).normalize(), "f")


def text(max_length=None):
    """Text without spaces at its edges; inner line breaks stay. Numbers and dates are taken as shown."""

    def read(value, unit):
        words = as_text(value)
        if max_length and len(words) > max_length:
            raise BadValue(_too_long(words, max_length))
        return words

    return Parser(read, blank="")


def _too_long(words, limit):
    return _("is %(length)d characters long; at most %(limit)d fit here") % {"length": len(words), "limit": limit}


def name_text(max_length=None):
    """A name as it is stored: on one line, without odd spaces, signs and letters."""
    plain = text()

    def read(value, unit):
        words = plain_name(plain(value))
        if max_length and len(words) > max_length:
            raise BadValue(_too_long(words, max_length))
        return words

    return Parser(read, blank="")


def several_names(max_length: int, max_items: int) -> Parser:
    """Names in one cell, whatever stands between them but spaces, which stand within names: `王立新、赵敏`."""
    name = name_text(max_length)

    def read(value, unit):
        names = list(dict.fromkeys(filter(None, map(name, BETWEEN_NAMES.split(as_text(value))))))
        if len(names) > max_items:
            raise BadValue(_("has more than %(limit)d entries") % {"limit": max_items})
        return names

    return Parser(read, blank=(), kind="long_text")


def identifier(max_length=None):
    """A long number kept as text. A number cell of more than 15 digits has lost its last ones in Excel."""
    plain = text(max_length)

    def read(value, unit):
        if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= 10**15:
            raise BadValue(_("has lost digits because the cell is a number; make it text and type it again"))
        words = plain(value)
        _refuse_exponent(value, words)
        return words

    return Parser(read, blank="", kind="id")


_exponent = re.compile(r"^\d(\.\d+)?[eE]\+?\d+$")
_phone = re.compile(r"^\+?[\d\-()/、,;转 ]+$")


def _refuse_exponent(value, words):
    if isinstance(value, str) and _exponent.match(words):
        raise BadValue(
            _("“%(value)s” has lost its digits; make the cell text and type it again") % {"value": quoted(words)}
        )


def phone(max_length=50):
    """A telephone number, from text or from a number cell, with its dashes but without spaces."""

    def read(value, unit):
        words = narrow(as_text(value))
        _refuse_exponent(value, words)
        digits = sum(character.isdigit() for character in words)
        if not _phone.match(words) or digits < 5 or len(words) > max_length:
            raise BadValue(_("“%(value)s” is not a telephone number") % {"value": quoted(value)})
        return words

    return Parser(read, blank="", kind="id")


_plain_number = re.compile(r"^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?$")


def number_of(value):
    """A Decimal from a number cell or from text, with or without grouping commas; None if it is no number."""
    if isinstance(value, (bool, date)):
        return None
    if isinstance(value, Shown):
        return value.number
    if isinstance(value, (int, float)):
        return Decimal(repr(value)) if math.isfinite(value) else None
    words = narrow(str(value))
    return Decimal(words.replace(",", "")) if len(words) <= 40 and _plain_number.match(words) else None


_counters = (
    "项|件|人次|户次|项次|件次|场次|人|个|次|条|批|份|组|名|家|处|笔|起|年|岁|天|日|轮|户|元|分"
    "|部|套|篇|册|所|场|期|页"
)
_counted = re.compile(rf"^(?:共计?|合计)?(?:(.*?\d)|([{SIGNS}]+))(?:{_counters})$")


def integer(minimum=0, maximum=2_147_483_647):
    """A whole number; a counting word after it is allowed (3项, 共2人), and before one a Chinese numeral (十二条)."""

    def read(value, unit):
        number = _counted_number(value) if isinstance(value, str) else number_of(value)
        if number is None or number != number.to_integral_value():
            raise BadValue(_("“%(value)s” is not a whole number; write it in digits") % {"value": quoted(value)})
        _check_range(number, minimum, maximum)
        return int(number)

    return Parser(read, kind="integer")


def _counted_number(words):
    """The number that a text counts, None if it counts none."""
    plain = narrow(words).rstrip("。")
    found = _counted.match(plain)
    if found is None or found.group(1):
        return number_of(found.group(1) if found else plain)
    number = 0 if found.group(2) in ("零", "〇") else read_numeral(found.group(2))
    return None if number is None else Decimal(number)


def _check_range(number, minimum, maximum):
    if minimum is not None and number < minimum:
        raise BadValue(_("%(value)s is less than %(limit)s") % {"value": number, "limit": minimum})
    if maximum is not None and number > maximum:
        raise BadValue(_("%(value)s is more than %(limit)s") % {"value": number, "limit": maximum})


YUAN = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_sum = re.compile(r"^(?:人民币|RMB|￥|¥)?([^元千万亿]*)(亿元|万元|千元|元|亿|万|千)?整?$", re.IGNORECASE)


def money(unit="元", minimum=0, maximum=10**12):
    """A sum, always returned in yuan with two decimals.

    The unit is, in this order: what the cell says (12.5万元), what the heading says, `unit`.
    """

    def read(value, heading_unit):
        words = value.words if isinstance(value, Shown) else value
        found = _sum.match(narrow(words).rstrip("。")) if isinstance(words, str) else None
        number = number_of(value if found is None or isinstance(value, Shown) else found.group(1))
        if number is None:
            raise BadValue(_("“%(value)s” is not a sum of money; write it in digits") % {"value": quoted(value)})
        said = found.group(2) if found else None
        factor = YUAN[said if said in YUAN else f"{said}元"] if said else yuan_per(heading_unit) or YUAN[unit]
        yuan = (number * factor).quantize(Decimal("0.01"), ROUND_HALF_UP)
        _check_range(yuan, minimum, maximum)
        return yuan

    return Parser(read, kind="money", unit=unit)


def yuan_per(unit):
    """How many yuan the unit in a heading stands for; None where it names none or several."""
    unit = narrow(unit or "").replace("10,000yuan", "万元")  # as our own workbooks say it in English
    words = [word for word in re.split(r"[、,，;；/\s:：]", unit) if word in YUAN]
    return YUAN[words[0]] if len(set(words)) == 1 else None


def choice(options: Mapping[Any, Sequence[str] | str]):
    """One of a few words. `options` maps each value to what it may be called, its usual name first.

    A value that has a label is also called by it, in each language of the interface: so our own workbooks name it.
    """
    names = {value: [words] if isinstance(words, str) else list(words) for value, words in options.items()}
    known = {_compared(str(word)): value for value, words in names.items() for word in words}
    shown = tuple(str(words[0]) for words in names.values())

    @cache
    def labels():
        found = {}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                labelled = {value: getattr(value, "label", None) for value in names}
                found |= {_compared(str(label)): value for value, label in labelled.items() if label}
        return found

    def read(value, unit):
        key = _compared(ticked(as_text(value)))
        if key not in known and key in labels():
            return labels()[key]
        if key not in known:
            raise BadValue(
                _("“%(value)s” is none of: %(options)s")
                % {"value": quoted(value), "options": "、".join(str(words[0]) for words in names.values())}
            )
        return known[key]

    return Parser(read, options=shown, kind="choice")


def _compared(words):
    """The words of a choice without spaces, widths, capitals and the stop behind them."""
    return narrow(words).casefold().rstrip("。.;,、")


def choices(options: Mapping[Any, Sequence[str] | str]):
    """Several of a few words, separated by 、 or the like: 组长库、干部库 -> both."""
    one = choice(options)

    def read(value, unit):
        return [one(words, unit) for words in re.split(r"[、,，;；/\n]", as_text(value)) if clean_text(words)]

    return Parser(read, blank=(), options=one.options, kind="choice")


def items(max_length=None, max_items=50):
    """Entries in one cell, numbered or one a line: `1.约谈；2.开展` -> ["约谈", "开展"]."""

    def read(value, unit):
        entries = split_entries(as_text(value))
        if len(entries) > max_items:
            raise BadValue(_("has more than %(limit)d entries") % {"limit": max_items})
        too_long = next((entry for entry in entries if max_length and len(entry) > max_length), None)
        if too_long:
            raise BadValue(
                _("an entry is %(length)d characters long; at most %(limit)d fit here")
                % {"length": len(too_long), "limit": max_length}
            )
        return entries

    return Parser(read, blank=(), kind="long_text")
