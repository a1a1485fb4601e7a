"""Dates, months and deadlines as ledgers write them: the day a cell shows, never through UTC."""

import calendar
import enum
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.workbook.cells import BadValue, Parser, as_text, quoted
from core.workbook.cleaning import narrow
from core.workbook.english_dates import english_in_digits
from core.workbook.numerals import date_in_digits, read_numeral

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST = 100  # letters; what is longer is no date

_separator = r"[-./年月\\]"
_full = re.compile(rf"^(\d{{4}}){_separator}(\d{{1,2}}){_separator}(\d{{1,2}})[日号]?$")
_packed = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\d{6})?$")
_month = re.compile(rf"^(\d{{4}})(?:{_separator}(\d{{1,2}})(?:月份?)?|(\d{{2}}))$")
_part_of_year = re.compile(r"^(\d{4})年?(?:第?([一二三四1-4])季度?|([上下])半年|(全年))$")
_part_of_month = re.compile(rf"^(\d{{4}}){_separator}(\d{{1,2}})(?:月份?)?([上中下])旬$")
_year = re.compile(r"^(\d{4})(?:年度?)?年?$")  # 2026年底, 2026年年底, 2026年度
_half_of_day = "上午|下午|中午|晚上|晚"
# A time of day, behind the day: 24:00, T08:30, 下午5时30分; of a zone only that of the ledger's own place.
_clock = re.compile(
    rf"(?:\s+|(?<=\d)T|(?<=[日号)一二三四五六天]))(?:(?:{_half_of_day})?(?:[01]?\d|2[0-4])"
    r"(?::[0-5]\d(?::[0-5]\d(?:\.\d+)?)?|[时点](?:[0-5]?\d分|半|整)?)\s*(?:[AP]M)?(?:\+08:?00)?"
    rf"|(?:{_half_of_day}))",
    re.IGNORECASE,
)
WEEKDAYS = "一二三四五六日"
_weekday = re.compile(rf"[(,]?(?:星期|周|礼拜)([{WEEKDAYS}天])\)?")
_age = re.compile(r"(?:出?生)?(?:\(?\d{1,3}周?岁\)?)?$")  # 1985.03（41岁）, 1985年3月生
_by = re.compile(r"^(?:截至|截止到?|至|到|于|在|限)(?=\d)")
_from_to = re.compile(r"至|到|~|—+|–|(?<=[月日])-(?=\d)|(?<=年\d)-(?=\d{1,2}月)|(?<=年\d\d)-(?=\d{1,2}月)")
_of_same_year = re.compile(r"^\d{1,2}月")
_until = re.compile(
    r"(?:之前|以前|前|之内|以内|内|止|为止|截止)?(?:完成整改|整改完成|整改到位|完成|办结)?(?:\(含(?:当日|本日)?\))?$"
)


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


def _words_of(value):
    """What a cell says of a date: without spaces and the time of day, its numerals as digits."""
    words = unicodedata.normalize("NFKC", as_text(value))
    if len(words) > LONGEST:
        return ""
    return date_in_digits(narrow(_clock.sub("", english_in_digits(words)))).rstrip("。.;,")


def _day_in(value, words):
    """The day that the words name, with the day of the week or without; None for other words."""
    said = _weekday.search(words)
    named = _weekday.sub("", words, count=1)
    found = _full.match(named) or _packed.match(named)
    if not found:
        return None
    named_day = _date(value, *found.groups())
    if said and named_day.weekday() != WEEKDAYS.index(said.group(1).replace("天", "日")):
        words = _("“%(value)s” does not agree with itself: that day is a %(weekday)s")
        raise BadValue(words % {"value": quoted(value), "weekday": date_format(named_day, "l")})
    return named_day


def _month_in(words):
    """(year, month) of a text that names a month only, or None."""
    found = _month.match(words)
    return (found.group(1), found.group(2) or found.group(3)) if found else None


def day(bare_month=None):
    """A date: real, or as 2026/06/20, 2026.6.20, 2025年6月23日（周一）, 二〇二五年六月廿三日, 23 June 2025, 20250623.

    A month without a day is refused unless `bare_month` says which day it stands for: "first" or "last".
    """

    def read(value, unit):
        words = _words_of(value)
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
        _refuse_lost_zero(value)
        words = _age.sub("", _words_of(value))
        named = _month_in(words)
        found = _real(value) or (_date(value, *named, 1) if named else _day_in(value, words))
        if not found:
            raise BadValue(_("“%(value)s” is not a month; write for example 1989年7月") % {"value": quoted(value)})
        return found.replace(day=1)

    return Parser(read, kind="month")


def _refuse_lost_zero(value):
    """Refuse 2026.1 in a number cell: it may have been typed as 2026.10."""
    if isinstance(value, float) and re.fullmatch(r"\d{4}\.1", as_text(value)):
        raise BadValue(
            _("“%(value)s” may be January or October; write for example 1989年10月") % {"value": as_text(value)}
        )


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
    "立即": DeadlineKind.IMMEDIATE,
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
    "长期整改": DeadlineKind.LASTING,
    "长期推进": DeadlineKind.LASTING,
    "常态化": DeadlineKind.LASTING,
    "常态化坚持": DeadlineKind.LASTING,
    "坚持常态化": DeadlineKind.LASTING,
}
_kinds = "|".join(sorted(KIND_WORDS, key=len, reverse=True))
_kind_first = re.compile(rf"^({_kinds})[,;、:(]?(.*?)\)?$")
_kind_last = re.compile(rf"^(.*?\d.*?)(?:[,;、(]并?|并)({_kinds})\)?$")


@dataclass(frozen=True)
class Deadline:
    """When a finding is to be put right. DATED always has a day, LASTING never; the others may name one besides."""

    kind: DeadlineKind
    due_on: date | None = None


def deadline():
    """A date, a text date (2026年12月1日前, 2027年2月底, 2027年2月中旬, 2026年底前), a kind (立行立改 …), or both."""

    def read(value, unit):
        real = _real(value)
        if real:
            return Deadline(DeadlineKind.DATED, real)
        _refuse_lost_zero(value)
        words = _words_of(value)
        kind, rest = _kind_and_rest(words)
        if kind and not rest:
            return Deadline(kind)
        due_on = _last_day(value, rest)
        if due_on is None:
            raise BadValue(
                _("“%(value)s” is neither a date (2026-06-20, 2027年2月底) nor one of: %(kinds)s")
                % {"value": quoted(value), "kinds": "、".join(DEADLINE_OPTIONS)}
            )
        if kind == DeadlineKind.LASTING:  # what goes on for good has no day; by this one the rest of it is due
            kind = DeadlineKind.DATED
        return Deadline(kind or DeadlineKind.DATED, due_on)

    return Parser(read, options=DEADLINE_OPTIONS, kind="deadline")


KINDS_WITHOUT_DAY = {
    DeadlineKind.IMMEDIATE: "立行立改",
    DeadlineKind.FOCUSED: "集中整改期内",
    DeadlineKind.LASTING: "长期坚持",
}
DEADLINE_OPTIONS = tuple(KINDS_WITHOUT_DAY.values())


def _kind_and_rest(words):
    """The kind that the words tell before or behind a day, and the day's own words."""
    if found := _kind_first.match(words):
        return KIND_WORDS[found.group(1)], found.group(2)
    if found := _kind_last.match(words):
        return KIND_WORDS[found.group(2)], found.group(1)
    return None, words


def _last_month_of(part):
    """The last month of a quarter (2026年第三季度), half (上半年) or whole of a year."""
    _year_number, quarter, half, _whole = part.groups()
    if quarter:
        return 3 * (read_numeral(quarter) or int(quarter))
    return 6 if half == "上" else 12


def _last_of_ten_days(value, part):
    """The last day of the first, middle or last third of a month: 2027年2月上旬 → 10, 中旬 → 20, 下旬 → its end."""
    year, month_number, third = part.groups()
    if third == "下":
        return _end_of_month(value, year, month_number)
    return _date(value, year, month_number, 10 if third == "上" else 20)


def _last_day(value, words):
    """The last day that a text allows; of one that tells from when until when, that of the end."""
    parts = _from_to.split(_by.sub("", _until.sub("", words)))
    if len(parts) == 2 and _of_same_year.match(parts[1]) and parts[0][4:5] == "年":  # 2026年9月至12月
        parts[1] = parts[0][:5] + parts[1]
    days = [_last_day_of(value, part) for part in parts]
    if len(days) == 1:
        return days[0]
    return days[-1] if None not in days and len(days) == 2 and days[0] <= days[1] else None


def _last_day_of(value, words):
    """The day itself, or the end of a part of a month, of the month or of the year."""
    words = _until.sub("", words)
    found = _day_in(value, words)
    if found:
        return found
    ended = re.sub(r"(?:月份?)*[底末]$", "", words)
    named = _month_in(words) or (_month_in(ended) if ended != words else None)
    if named:
        return _end_of_month(value, *named)
    if part := _part_of_month.match(words):
        return _last_of_ten_days(value, part)
    if part := _part_of_year.match(ended):
        return _end_of_month(value, part.group(1), _last_month_of(part))
    year = _year.match(ended)
    return _date(value, year.group(1), 12, 31) if year and (ended != words or words.endswith(("年", "年度"))) else None
