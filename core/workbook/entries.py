"""Several entries in one cell: 1. 2., 1、2、, (1)(2), ①②, 一是 二是, （一）（二）, 一、二、, or one a line."""

import re

from core.workbook.cleaning import clean_text
from core.workbook.numerals import chinese_numeral

MOST = 99
FEWEST_SPOKEN = 2  # one 一是 alone is a turn of phrase
# A number counts at the start of the text or after a stop; a circled one (①) needs no stop before it.
_after_stop = r"(?:^|[;；。.,，:：\s])\s*"
_breaks_off = re.compile(r"[,，、:：(（—-]$")


def split_entries(words):
    """The entries in turn. A text that is not numbered from its start stays whole, unless each line is one."""
    if not words:
        return []
    for marker, fewest in ((_in_digits, 1), (_spoken, FEWEST_SPOKEN), (_in_brackets, FEWEST_SPOKEN), (_in_words, 2)):
        starts = _starts(words, marker)
        if len(starts) >= fewest:
            return [words] if words[: starts[0][0]].strip() else _between(words, starts)
    return _lines(words)


def _starts(words, marker):
    """Where 1, 2, 3 … stand, in this order: 清退1.5万元 begins none."""
    starts, position = [], 0
    for number in range(1, MOST + 1):
        found = re.compile(marker(number)).search(words, position)
        if not found:
            break
        starts.append((found.start(), found.end()))
        position = found.end()
    return starts


def _in_digits(number):
    circled = chr(0x245F + number) if number <= 20 else "\uffff"
    digits = f"(?:{number}|{''.join(chr(ord(digit) + 0xFEE0) for digit in str(number))})"
    return rf"(?:^|[;；。.,，\s])\s*(?:{digits}\s*[.．、)）](?!\d)|[(（]{digits}[)）])|{circled}"


def _spoken(number):
    return rf"{_after_stop}{chinese_numeral(number)}是"


def _in_brackets(number):
    return rf"{_after_stop}[(（]{chinese_numeral(number)}[)）]"


def _in_words(number):
    return rf"(?:^|[;；。\n])\s*{chinese_numeral(number)}、"


def _between(words, starts):
    ends = [start for start, _end in starts[1:]] + [len(words)]
    entries = [clean_text(words[end:stop]).strip(";；") for (_start, end), stop in zip(starts, ends, strict=True)]
    return [clean_text(entry) for entry in entries if clean_text(entry)]


def _lines(words):
    """One entry a line, unless a line breaks off within its sentence."""
    lines = [clean_text(line) for line in words.split("\n") if clean_text(line)]
    return [words] if any(_breaks_off.search(line) for line in lines[:-1]) else [line.strip(";；") for line in lines]
