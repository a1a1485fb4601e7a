"""What the texts of a ledger were taken for: 2027年2月底 → 2027-02-28, √ → 已完成, 1.2万元 → 12000.00."""

from datetime import date
from decimal import Decimal
from enum import Enum

from core.workbook.cells import BadValue, as_text, number_of
from core.workbook.dates import KINDS_WITHOUT_DAY, Deadline, day


def taken_for(written, understood):
    """What a cell was taken for, in words; "" where it shows that itself."""
    words = as_text(written)
    if label := getattr(understood, "label", ""):
        return "" if words == label else str(label)
    is_told = isinstance(written, str) or _is_inferred_day(written, understood)
    if not is_told or not isinstance(understood, (date, Deadline, Decimal, int)):
        return ""
    taken = _in_words(understood)
    is_same = taken == words or (isinstance(understood, Decimal) and number_of(words) == understood)
    return "" if is_same else taken


def is_inferred(written, understood):
    """Whether a cell leaves its meaning to be inferred: a day that it does not name, a state by another word."""
    is_word = bool(getattr(understood, "label", "")) or (isinstance(understood, Deadline) and not understood.due_on)
    return taken_for(written, understood) != "" if is_word else _is_inferred_day(written, understood)


def _is_inferred_day(written, understood):
    """Whether a deadline has a day that the cell does not name, as 2027年2月底 or the number 2027.02."""
    return isinstance(understood, Deadline) and understood.due_on is not None and not _names_a_day(written)


def _names_a_day(written):
    try:
        return bool(day()(written))
    except BadValue:
        return False


def _in_words(understood):
    """A day, a sum in yuan or a number as it was taken from a text; "" for a choice, whose words stand in the cell."""
    if isinstance(understood, Deadline):
        return understood.due_on.isoformat() if understood.due_on else KINDS_WITHOUT_DAY[understood.kind]
    return "" if isinstance(understood, (bool, Enum)) else str(understood)
