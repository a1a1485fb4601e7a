"""Rounds, terms and teams as ledgers write them: 第十八轮, 2026年第18轮, 五届市委第二轮, 市委巡察第二组."""

import re
from typing import cast

from django.utils.translation import gettext_lazy as _

from core.workbook.cells import BadValue, Parser, as_text, number_of, quoted
from core.workbook.cleaning import narrow
from core.workbook.dates import FIRST_YEAR, LAST_YEAR
from core.workbook.numerals import SIGNS, date_in_digits, read_numeral
from core.workbook.values import Shown

MOST = 999
_numeral = rf"([\d{SIGNS}]{{1,7}})"
_kinds = "常规|专项|机动|提级|交叉|联动"
_term = re.compile(rf"第?{_numeral}届")
_before = re.compile(rf"(?<!\d)(\d{{4}})年度?[^\d底末内,、()]{{0,10}}?第?{_numeral}轮")
_behind = re.compile(rf"{_numeral}轮[^\d(]{{0,6}}\((\d{{4}})年度?\)")
_round = re.compile(
    rf"(?:^|届|委|党组|党委|年度?|巡察|巡视)第?{_numeral}轮次?(?:{_kinds})?(?:巡察|巡视)?(?:\(\d{{4}}年度?\))?$"
)
_team = re.compile(rf"(?:^|委|轮|巡察|巡视)第?{_numeral}(?:巡察|巡视)?小?组$")
_several = re.compile(r"[、,，;；\n和及]")
_span = re.compile(r"[至到~—-]")
_whole_year = re.compile(r"^(\d{4})(?:年度?)?$")
_bracketed = re.compile(r"^\(([^()]*)\)$")
_english = re.compile(r"^(?:round|team)(?=\d)", re.IGNORECASE)  # as our own workbooks say it


class RoundNumber(int):
    """The number of a round as a ledger writes it.

    `term` where it may count from the beginning of that term (届), `year` where it may count from that of the year.
    """

    term: int | None
    year: int | None

    def __new__(cls, number: int, term: int | None = None, year: int | None = None) -> "RoundNumber":
        made = super().__new__(cls, number)
        made.term, made.year = term, year
        return made


def term_of(words: str) -> int | None:
    """The number of the term (届) that a text names, or None."""
    found = _term.search(narrow(words))
    return read_numeral(found.group(1)) if found else None


def year_of(words: str) -> int | None:
    """The year beside the number of a round (2026年第十八轮, 第十八轮（2026年）), or None."""
    plain = date_in_digits(narrow(words))
    if found := _before.search(plain):
        return int(found.group(1))
    found = _behind.search(plain)
    return int(found.group(2)) if found else None


def round_number() -> Parser:
    """第十八轮, （第18轮）, 18轮次, 18 -> 18; 五届市委第二轮 -> 2 of term 5; 2026年第18轮 -> 18 of the year 2026."""
    plain = _ordinal(_round, "轮", _("“%(value)s” is not a round; write for example 第十八轮 or 18"))

    def read(value: object, unit: str) -> RoundNumber:
        words = as_text(value)
        return RoundNumber(plain(value), term_of(words), year_of(words))

    return Parser(read, kind="integer")


def round_numbers() -> Parser:
    """第五轮、第六轮 -> [5, 6]; 第一轮至第三轮 -> [1, 2, 3]."""
    one = round_number()

    def read(value: object, unit: str) -> list[int]:
        numbers: list[int] = []
        for part in filter(None, _several.split(as_text(value))):
            ends = [cast("int", one.read(end, unit)) for end in _span.split(part)]
            numbers += range(ends[0], ends[-1] + 1)
        return numbers

    return Parser(read, blank=())


def term_number() -> Parser:
    """第五届, 五届市委, 5 -> 5."""
    return _ordinal(_term, "届", _("“%(value)s” is not a term; write for example 第五届 or 5"))


def year_number() -> Parser:
    """2026, 2026年度, 二〇二六年 -> 2026."""

    def read(value: object, unit: str) -> int:
        found = _whole_year.match(date_in_digits(narrow(as_text(value))))
        if not found or not FIRST_YEAR <= int(found.group(1)) <= LAST_YEAR:
            raise BadValue(_("“%(value)s” is not a year; write for example 2026") % {"value": quoted(value)})
        return int(found.group(1))

    return Parser(read, kind="integer")


def team_number() -> Parser:
    """第一巡察组, 巡察一组, 市委巡察第一组, 1 -> 1."""
    return _ordinal(_team, "组", _("“%(value)s” is not a team; write for example 第一巡察组 or 1"))


def _ordinal(pattern: re.Pattern, unit_word: str, refusal: object) -> Parser:
    """Reads the number that the pattern finds, of words that name but one: not 巡察一组、巡察二组."""

    def read(value: object, unit: str) -> int:
        words = _bracketed.sub(r"\1", _english.sub("", date_in_digits(narrow(as_text(value)))))
        found = pattern.search(words)
        number = read_numeral(found.group(1) if found else _whole(value) or words)
        if number is None or number > MOST or words.count(unit_word) > 1:
            raise BadValue(str(refusal) % {"value": quoted(value)})
        return number

    return Parser(read, kind="integer")


def _whole(value: object) -> str:
    """A number cell's digits without the decimals that its format adds; "" for any other cell."""
    number = number_of(value) if isinstance(value, Shown) else None
    return str(int(number)) if number is not None and number == int(number) else ""
