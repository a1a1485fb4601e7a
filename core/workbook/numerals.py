"""Chinese numerals from 1 to 99, as rounds and teams are numbered: 第十八轮, 第三巡察组."""

import re

from django.utils.translation import get_language

DIGITS = "零一二三四五六七八九"
VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "两": 2}
NUMBERS = re.compile(r"([零〇一二两三四五六七八九十]+|\d+)")
NO_DIGIT = -100  # whatever it is added to, no number from 1 to 99 comes out


def chinese_numeral(number: int) -> str:
    """18 → 十八. Numbers outside 1–99 stay as digits."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def spoken_number(number: int) -> str:
    """The number of a round or a team in the reader's language: 第十八轮, but Round 18."""
    return chinese_numeral(number) if (get_language() or "").startswith("zh") else str(number)


def read_numeral(words: str) -> int | None:
    """十八 → 18, 二十 → 20, and up to four digits as they are; None where the words are no such number."""
    if words.isascii() and words.isdigit():
        return (int(words) or None) if len(words) <= 4 else None
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return VALUES.get(words) or None
    number = _digit(tens, when_absent=1) * 10 + _digit(ones, when_absent=0)
    return number if 10 <= number <= 99 else None


def in_number_order(words: str) -> list:
    """A key to sort words by the numbers in them: 第三届, 第四届, 第五届 … 第十届."""
    return [(read_numeral(part) or 0, part) for part in NUMBERS.split(words)]


def _digit(word: str, *, when_absent: int) -> int:
    return VALUES.get(word, NO_DIGIT) if word else when_absent
