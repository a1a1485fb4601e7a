"""Chinese numerals from 1 to 99, as rounds and teams are numbered (第十八轮, 第三巡察组), and those of a date."""

import re

from django.utils.translation import get_language

DIGITS = "零一二三四五六七八九"
CAPITALS = dict(
    zip("壹贰貳叁參叄肆伍陆陸柒捌玖", "一二二三三三四五六六七八九", strict=True)
)  # as on cheques and in minutes
TENS = {"廿": "二十", "卅": "三十", "拾": "十"}
VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "两": 2}
VALUES |= {capital: VALUES[digit] for capital, digit in CAPITALS.items()}
PLAIN_SIGNS = "零〇一二两三四五六七八九十廿卅"
SIGNS = f"{PLAIN_SIGNS}{''.join(CAPITALS)}拾"
# Within a line of words a capital numeral counts behind 第 and 巡察 alone: 陆 and 伍 are names, too.
IN_A_LINE = rf"(?:[\d{PLAIN_SIGNS}]+|(?<=[第察视])[\d{SIGNS}]+)"
NUMBERS = re.compile(rf"([{SIGNS}]+|\d+)")
ZEROS = "〇○◯零Oo"  # as keyboards and fonts offer them
_of_year = f"{ZEROS}{DIGITS[1:]}{''.join(CAPITALS)}"
_ordinary = "".join(sign for sign in SIGNS if sign not in "零〇两")
_year = re.compile(rf"(?<!\d)[\d{_of_year}]{{4}}(?=年)")
_month = re.compile(rf"(?<=年)[{ZEROS}]?([{_ordinary}]+)(?=月)")
_day = re.compile(rf"(?<=月)[{ZEROS}]?([{_ordinary}]+)(?=[日号]|$)")
_tens = str.maketrans(TENS)
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
    """十八 → 18, 廿五 and 贰拾伍 → 25, and up to four digits as they are; None where the words are no such number."""
    if words.isascii() and words.isdigit():
        return (int(words) or None) if len(words) <= 4 else None
    tens, ten, ones = words.translate(_tens).rpartition("十")
    if not ten:
        return VALUES.get(ones) or None
    number = _digit(tens, when_absent=1) * 10 + _digit(ones, when_absent=0)
    return number if 10 <= number <= 99 else None


def date_in_digits(words: str) -> str:
    """二〇二七年二月二十八日 → 2027年2月28日, 2027年元月 → 2027年1月; what is no date stays as it is."""
    words = _year.sub(lambda found: "".join(_digit_of_year(sign) for sign in found.group()), words)
    words = words.replace("年元月", "年1月")
    for part in (_month, _day):
        words = part.sub(lambda found: str(read_numeral(found.group(1)) or found.group()), words)
    return words


def in_number_order(words: str) -> list:
    """A key to sort words by the numbers in them: 第三届, 第四届, 第五届 … 第十届."""
    return [(read_numeral(part) or 0, part) for part in NUMBERS.split(words)]


def _digit_of_year(sign: str) -> str:
    return "0" if sign in ZEROS else sign if sign.isdigit() and sign.isascii() else str(VALUES[sign])


def _digit(word: str, *, when_absent: int) -> int:
    return VALUES.get(word, NO_DIGIT) if word else when_absent
