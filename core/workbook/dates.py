"""Dates, months and deadlines as ledgers write them: the day a cell shows, never through UTC."""

import calendar
import enum
import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from core.workbook.cells import BadValue, Parser, as_text, quoted
from core.workbook.cleaning import narrow
from core.workbook.numerals import read_numeral

FIRST_YEAR, LAST_YEAR = 1900, 2100

_separator = r"[-./年月\\]"
_full = re.compile(
    rf"^(\d{{4}}){_separator}(\d{{1,2}}){_separator}(\d{{1,2}})[日号]?(?:T?\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?)?$"
)
_packed = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_month = re.compile(rf"^(\d{{4}})(?:{_separator}(\d{{1,2}})月?|(\d{{2}}))$")
_part_of_year = re.compile(r"^(\d{4})年?(?:第?([一二三四1-4])季度?|([上下])半年|(全年))$")
_year = re.compile(r"^(\d{4})年?年?$")  # 2026年底, 2026年年底
_age = re.compile(r"\(?\d{1,3}周?岁\)?$")  # 1985.03（41岁）
_until = re.compile(r"(?:之前|以前|前|之内|以内|内|止|为止|截止)$")


def _refusal(value):
    return BadValue(_("“%(value)s” is not a date; write for example 2026-06-20") % {"value": quoted(value)})


def _date(value, year, month_number, day_number):
    """The date, refused by name where the calendar has no such day."""
    try:
        found = date(int(year), int(month_number), int(day_number))
    except ValueError as impossible:
        raise BadValue(_("“%(value)s” is a date that does not exist") % {"value": quoted(value)}) from impossible
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadValue(_("“%(value)s” is out of the years 1900 to 2100") % {"value": quoted(value)})
    return found


def _end_of_month(value, year, month_number):
    first = _date(value, year, month_number, 1)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _real(value):
    """The day of a real date cell, or None."""
    if isinstance(value, datetime):
        return _date(value, value.year, value.month, value.day)
    return _date(value, value.year, value.month, value.day) if isinstance(value, date) else None


def _day_in(value, words):
    found = _full.match(words) or _packed.match(words)
    return _date(value, *found.groups()) if found else None


def _month_in(words):
    """(year, month) of a text that names a month only, or None."""
    found = _month.match(words)
    return (found.group(1), found.group(2) or found.group(3)) if found else None


def day(bare_month=None):
    """A date: real, or as 2026/06/20, 2026.6.20, 2025年6月23日, 20250623.

    A month without a day is refused unless `bare_month` says which day it stands for: "first" or "last".
    """

    def read(value, unit):
        words = narrow(as_text(value))
        found = _real(value) or _day_in(value, words)
        if found:
            return found
        named = _month_in(words) if bare_month and isinstance(value, str) else None
        if not named:
            raise _refusal(value)
        return _date(value, *named, 1) if bare_month == "first" else _end_of_month(value, *named)

    return Parser(read, kind="date")


def month():
    """A month, as its first day: a real date, 1989.07, 1994年6月, 198907, or a full date of that month."""

    def read(value, unit):
        if isinstance(value, float) and re.fullmatch(r"\d{4}\.1", as_text(value)):
            raise BadValue(
                _("“%(value)s” may be January or October; write for example 1989年10月") % {"value": as_text(value)}
            )
        words = _age.sub("", narrow(as_text(value)))
        named = _month_in(words)
        found = _real(value) or (_date(value, *named, 1) if named else _day_in(value, words))
        if not found:
            raise BadValue(_("“%(value)s” is not a month; write for example 1989年7月") % {"value": quoted(value)})
        return found.replace(day=1)

    return Parser(read, kind="month")


class DeadlineKind(enum.StrEnum):
    """What ledgers tell of a finding's deadline; findings have the same (docs/domain.md, kinds of deadline)."""

    IMMEDIATE = "immediate"  # 立行立改
    FOCUSED = "focused"  # 集中整改期内
    DATED = "dated"  # by a day, or by the end of a month or year
    LASTING = "lasting"  # 长期坚持


KIND_WORDS = {
    "立行立改": DeadlineKind.IMMEDIATE,
    "立查立改": DeadlineKind.IMMEDIATE,
    "即知即改": DeadlineKind.IMMEDIATE,
    "立即整改": DeadlineKind.IMMEDIATE,
    "集中整改期": DeadlineKind.FOCUSED,
    "集中整改期内": DeadlineKind.FOCUSED,
    "集中整改期间": DeadlineKind.FOCUSED,
    "集中整改期限内": DeadlineKind.FOCUSED,
    "集中整改": DeadlineKind.FOCUSED,
    "长期坚持": DeadlineKind.LASTING,
    "长期": DeadlineKind.LASTING,
    "持续坚持": DeadlineKind.LASTING,
    "持续整改": DeadlineKind.LASTING,
    "持续推进": DeadlineKind.LASTING,
    "常态化": DeadlineKind.LASTING,
    "常态化坚持": DeadlineKind.LASTING,
    "坚持常态化": DeadlineKind.LASTING,
}
_kind_first = re.compile(
    "^(" + "|".join(sorted(KIND_WORDS, key=len, reverse=True)) + r")[,，;；、:：(（]?(.*?)[)）]?$"
)


@dataclass(frozen=True)
class Deadline:
    """When a finding is to be put right. DATED always has a day; the other kinds may name one besides."""

    kind: DeadlineKind
    due_on: date | None = None


def deadline():
    """A date, a text date (2026年12月1日前, 2027年2月底, 2026年底前), a kind (立行立改 …), or both."""

    def read(value, unit):
        real = _real(value)
        if real:
            return Deadline(DeadlineKind.DATED, real)
        words = narrow(as_text(value))
        kind, rest = _kind_and_rest(words)
        if kind and not rest:
            return Deadline(kind)
        due_on = _last_day(value, rest)
        if due_on is None:
            raise BadValue(
                _("“%(value)s” is neither a date (2026-06-20, 2027年2月底) nor one of: %(kinds)s")
                % {"value": quoted(value), "kinds": "、".join(DEADLINE_OPTIONS)}
            )
        return Deadline(kind or DeadlineKind.DATED, due_on)

    return Parser(read, options=DEADLINE_OPTIONS, kind="deadline")


DEADLINE_OPTIONS = ("立行立改", "集中整改期内", "长期坚持")


def _kind_and_rest(words):
    found = _kind_first.match(words)
    return (KIND_WORDS[found.group(1)], found.group(2)) if found else (None, words)


def _last_month_of(part):
    """The last month of a quarter (2026年第三季度), half (上半年) or whole of a year."""
    _year_number, quarter, half, _whole = part.groups()
    if quarter:
        return 3 * (read_numeral(quarter) or int(quarter))
    return 6 if half == "上" else 12


def _last_day(value, words):
    """The last day that a text allows: the day itself, the end of the month or of the year."""
    words = _until.sub("", words)
    found = _day_in(value, words)
    if found:
        return found
    ended = re.sub(r"(?:月)?(?:底|末)$", "", words)
    named = _month_in(words) or (_month_in(ended) if ended != words else None)
    if named:
        return _end_of_month(value, *named)
    if part := _part_of_year.match(ended):
        return _end_of_month(value, part.group(1), _last_month_of(part))
    year = _year.match(ended)
    return _date(value, year.group(1), 12, 31) if year and (ended != words or words.endswith("年")) else None
