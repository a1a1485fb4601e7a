"""Days as English writes them: 5 Mar 2026, March 5th, 2026, 2026-Mar-05, Thu 5 March 2026, end of March 2026."""

import re

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_month_numbers = {month: number for number, month in enumerate(MONTHS, 1)}
_month_numbers |= {month[:3]: number for month, number in _month_numbers.items()} | {"sept": 9}
_weekdays = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "一二三四五六日", strict=True))

_month = rf"(?P<month>{'|'.join(sorted(_month_numbers, key=len, reverse=True))})\.?"
_day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_year = r"(?P<year>\d{4})"
_weekday = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_between = r"(?:\s*[-,./]\s*|\s+)"
_orders = [
    rf"{_day}(?:\s*of\s*|{_between}|){_month}(?:{_between}|){_year}",
    rf"{_month}{_between}{_day}{_between}{_year}",
    rf"{_year}{_between}{_month}{_between}{_day}",
    rf"{_month}{_between}{_year}",
    rf"{_year}{_between}{_month}",
]
_dates = [
    re.compile(
        rf"(?<![a-z\d])(?:{_weekday}[\s,.]*)?(?P<end>end\s+of\s+)?{order}(?![a-z\d])"
        rf"(?:[\s,.]*[(]?{_weekday.replace('<weekday>', '<behind>')}(?![a-z])[)]?)?",
        re.IGNORECASE,
    )
    for order in _orders
]
_letters = re.compile("[a-z]{3}", re.IGNORECASE)
_by = re.compile(r"^\s*(?:by|before|until|due(?:\s+by)?)\s+", re.IGNORECASE)


def english_in_digits(words: str) -> str:
    """The words with their English days as 2026年3月5日; one with a year of two digits tells no day and stays."""
    if not _letters.search(words):
        return words
    told = _by.sub("", words)
    for date in _dates:
        told = date.sub(_in_digits, told)
    return f"{told}前" if _by.match(words) else told


def _in_digits(found: re.Match) -> str:
    said = found.groupdict()
    day = f"{said['day']}日" if said.get("day") else "底" if said["end"] else ""
    weekday = said["weekday"] or said["behind"]
    behind = f"星期{_weekdays[weekday[:3].lower()]}" if weekday and said.get("day") else ""
    return f"{said['year']}年{_month_numbers[said['month'].lower()]}月{day}{behind}"
