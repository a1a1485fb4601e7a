"""Values as cells of SpreadsheetML. Every text is an inline string, so no text can become a formula."""

import math
from datetime import date, datetime, time
from decimal import Decimal
from xml.sax.saxutils import escape

from django.utils import timezone
from django.utils.translation import gettext as _

from core.workbook.cleaning import storable_text
from core.workbook.values import NO_RESULT, Shown, Uncomputed

EMPTY = "—"
# Signs that make a spreadsheet take text for a formula once it is edited or saved as CSV, full-width forms too.
RISKY = frozenset("=+-@\t\r\n＝＋－＠|%")
FIRST_DAY = date(1900, 3, 1)  # before it Excel counts 29 February 1900, which did not exist
ORDINAL_OF_ZERO = 693_594
EXACT = 10**15  # from here on Excel rounds numbers


def text_cell(place, style, quoted, value):
    """An inline string. `quoted` is the style that also keeps the cell text when a person edits it."""
    value = storable_text(value)
    if value[:1] in RISKY:
        style = quoted
    keep = ' xml:space="preserve"' if value != value.strip() else ""
    if "<" in value or "&" in value or ">" in value:
        value = escape(value)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{keep}>{value}</t></is></c>'


def number_cell(place, style, value):
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def empty_cell(place, style):
    return f'<c r="{place}" s="{style}"/>'


def plain_number(value):
    """The digits of a number as XML takes them, or None for what is no number or would lose digits as one."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    if not math.isfinite(value) or abs(value) >= EXACT:
        return None
    return format(value, "f") if isinstance(value, Decimal) else repr(value)


def serial(value):
    """The number by which Excel counts a day or an instant (local time); None for what it cannot show as a date."""
    if isinstance(value, datetime):
        value = naive(value)
        day, clock = value.date(), value.time()
    else:
        day, clock = value, time()
    if not isinstance(day, date) or day < FIRST_DAY:
        return None
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
    number = day.toordinal() - ORDINAL_OF_ZERO
    return number + seconds / 86_400 if seconds else number


def naive(value):
    """The local clock time of an instant, without its zone, which Excel does not know."""
    return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value


_WORDS = (
    (str, lambda value: value),
    (bool, lambda value: _("yes") if value else _("no")),
    (datetime, lambda value: naive(value).strftime("%Y-%m-%d %H:%M")),
    (date, lambda value: value.isoformat()),
    (Decimal, lambda value: format(value, "f")),
    ((list, tuple), lambda value: "\n".join(as_words(entry) for entry in value)),
)


def as_words(value):
    """A value as text in a text column."""
    for kind, worded in _WORDS:
        if isinstance(value, kind):
            return worded(value)
    return str(value)


def long_date(day):
    """A date as a line of text says it: 2026年10月31日."""
    return _("%(year)d-%(month)02d-%(day)02d") % {"year": day.year, "month": day.month, "day": day.day}


def stored_cell(place, styles, value, mark=""):
    """A cell as it stood in a workbook that was read: numbers and dates stay such, all else is text."""
    if isinstance(value, Uncomputed):
        value = NO_RESULT  # as text the formula would be taken for a value
    elif isinstance(value, Shown):
        value = value.words
    number = serial(value) if isinstance(value, date) else None
    if number is not None:
        kind = "date" if isinstance(number, int) else "datetime"
        return number_cell(place, styles.body(kind, mark=mark), number)
    number = plain_number(value)
    if number is not None:
        return number_cell(place, styles.body("text", mark=mark), number)
    look = styles.body("long_text", mark=mark)
    return text_cell(place, look, styles.body("long_text", mark=mark, quoted=True), as_words(value))
