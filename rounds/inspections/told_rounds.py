"""Which round a row of a ledger is about: told by the row, by the person, by the sheet, by a number, or asked for."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.ledgers.subjects import source_above, source_in
from core.workbook.cleaning import narrow
from core.workbook.numerals import IN_A_LINE, NUMBERS, read_numeral
from core.workbook.ordinals import RoundNumber, term_of, year_of
from core.workbook.read_rows import Row
from rounds.models import Round

Days = Mapping[str, date | None]

NUMBERED_BY_ROUND = re.compile(r"^[A-Za-z]{1,4}(\d{1,2})-\d+$")  # WT18-0001, XS18-001
# 第四轮, 第十七、十八轮, 第一轮至第三轮; but not 新一轮, 上一轮.
_named = re.compile(
    rf"(?<![新上下每这那又任])第?({IN_A_LINE}轮?(?:[、,和及与至到~—-]+第?{IN_A_LINE}轮?)*)(?<=轮)(?!次)"
)
_range = re.compile(r"[至到~—-]")
LONGEST = 200  # letters of a line that are read; what is longer is no title
MOST_IN_A_YEAR = 12  # no office begins more than a round a month; a greater number counts all rounds
BEFORE = timedelta(days=31)  # what a team finds while it gets ready
BEFORE_TOLD = timedelta(days=183)  # of a round that a ledger brought in, only the days of that ledger are known
AFTER = timedelta(days=366)  # what is found while its report is written and talked over


@dataclass(frozen=True)
class Told:
    """A round and, where the row itself does not say it, what told it."""

    number: int
    source: str = ""


@dataclass(frozen=True)
class _Mention:
    """The rounds that a line or the name of a sheet speaks of, resolved.

    `unknown` says of some of them why they cannot be told; `unfit` are those that were not in the year it names.
    """

    numbers: frozenset[int]
    words: str
    source: str
    unknown: str = ""
    unfit: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Span:
    """From when to when a round was, as far as that is known; `is_told` by its own days, not by other rounds."""

    first: date | None
    last: date | None
    before: timedelta
    is_told: bool = True

    def is_before(self, day: date) -> bool:
        return self.first is not None and day < self.first - self.before

    def is_after(self, day: date) -> bool:
        return self.last is not None and day > self.last + AFTER

    def words(self) -> str:
        if self.is_told:
            return _("does not fit %(round)s, which was from %(first)s to %(last)s")
        return _("does not fit %(round)s: by the rounds before and after it, it lies between %(first)s and %(last)s")


def _end_of(round_: Round) -> date | None:
    return round_.field_ended_on or round_.field_ends_on


class ToldRounds:
    """Tells the round of each row, refusing rows whose round is not told or told in two ways."""

    def __init__(self, rounds: dict[int, Round], planned_here: Collection[int], told_round: int | None):
        self._rounds = rounds
        self._planned_here = planned_here
        self._terms = {number: term_of(round_.term) for number, round_ in rounds.items()}
        self._told_round = told_round
        self._mentions: dict[int, list[_Mention]] = {}
        self._mentions_above: dict[str, _Mention | None] = {}

    def of(self, row: Row, number: str, inspected: list[int]) -> Told | None:
        """The round of a row, or None after refusing it."""
        if row["round"]:
            return self._named_by_row(row)
        if self._told_round:
            return Told(self._told_round, _("the round chosen for the whole file"))
        return self._told_elsewhere(row, number, inspected)

    def _named_by_row(self, row: Row) -> Told | None:
        said = _said_by(row)
        number = self._counted(said)
        if number is None and self._told_round:
            return Told(self._told_round, _("the round chosen for the whole file"))
        if number is None:
            row.refuse(self._why_uncounted(said), "round")
            return None
        source = _("its number within the term") if number != row["round"] else ""
        against = next((each for each in self._mentions_of(row) if self._speaks_against(each, number)), None)
        if against and self._told_round != number:
            words = _("the row says %(round)s, but the sheet says “%(words)s”; choose the round for the whole file")
            if number in against.unfit:
                words = _("the row says %(round)s, but the sheet says “%(words)s”: %(why)s")
            told = {"round": Round(number=number), "words": against.words, "why": against.unknown}
            row.refuse(words % told, "round")
            return None
        return Told(number, source)

    @staticmethod
    def _speaks_against(mention: _Mention, number: int) -> bool:
        return number in mention.unfit or (not mention.unknown and number not in mention.numbers)

    def _counted(self, said: RoundNumber) -> int | None:
        """The number among all rounds of what may count within a term or a year; None where that cannot be told."""
        number = self._of_term(int(said), said.term)
        if number is None or said.year is None:
            return number
        return self._of_year(number, said.year)

    def _of_term(self, number: int, term: int | None) -> int | None:
        """Rounds are numbered through; a term's own count is known only where its first round is."""
        if term is None or self._terms.get(number) == term:
            return number
        of_term = sorted(known for known, its_term in self._terms.items() if its_term == term)
        if not 0 < number <= len(of_term):
            return None
        first = of_term[0]
        is_first = first == 1 or first - 1 in self._rounds
        return of_term[number - 1] if is_first and of_term[number - 1] == first + number - 1 else None

    def _of_year(self, number: int, year: int) -> int | None:
        """The number, unless the round was in another year or the number may as well count from the year's first."""
        years = self._years_of(number)
        if not years:
            return number if number > MOST_IN_A_YEAR else None
        if year not in years:
            return None
        begun = (other for other in self._rounds.values() if other.starts_on and other.starts_on.year == year)
        counted = dict(enumerate(sorted(other.number for other in begun), 1))
        return number if counted.get(number, number) == number else None

    def _years_of(self, number: int) -> list[int]:
        """The years in which a round began and ended; none where its days are not known."""
        round_ = self._rounds.get(number)
        if round_ is None or not round_.starts_on:
            return []
        return sorted({day.year for day in (round_.starts_on, _end_of(round_)) if day})

    def _is_of_another_year(self, said: RoundNumber) -> bool:
        number = self._of_term(int(said), said.term)
        years = self._years_of(number) if number else []
        return bool(years) and said.year is not None and said.year not in years

    def _why_uncounted(self, said: RoundNumber) -> str:
        """Why the number among all rounds cannot be told."""
        if self._is_of_another_year(said):
            words = _(
                "%(round)s was in %(years)s here, not in %(year)d; correct the year, write the round's number of all "
                "rounds, or choose the round for the whole file"
            )
            number = self._of_term(int(said), said.term) or int(said)
            years = "–".join(map(str, self._years_of(number)))
            return words % {"round": Round(number=number), "years": years, "year": said.year}
        if said.year is None:
            words = _(
                "there is no round %(number)d of term %(term)d; enter it first, or write its number of all rounds"
            )
        else:
            words = _(
                "round %(number)d of %(year)d: the number may count all rounds or those of the year; write its number "
                "of all rounds without the year, or choose the round for the whole file"
            )
        return words % {"number": said, "term": said.term, "year": said.year}

    def _told_elsewhere(self, row: Row, number: str, inspected: list[int]) -> Told | None:
        """What the sheet says, what the number of the finding or lead says, or the only round it was inspected in."""
        mentions = self._mentions_of(row)
        stem = NUMBERED_BY_ROUND.match(number)
        numbered = {int(stem.group(1))} if stem else set()
        if mentions:
            row.sheet.telling.update(each for each in row.headings if self._mentions_above.get(each))
            numbers = frozenset.intersection(*(each.numbers for each in mentions))
            agreed = numbers & numbered if numbered else numbers
            said = "、".join(f"“{each.words}”" for each in mentions)
            if len(agreed) == 1 and not any(each.unknown for each in mentions):
                return Told(*agreed, "、".join(each.source for each in mentions))
            why = next((each.unknown for each in mentions if each.unknown), "")
            words = _("which round? The sheet says %(said)s; choose it for the whole file")
            if why:
                words = _("which round? The sheet says %(said)s: %(why)s")
            row.refuse(words % {"said": said, "why": why}, "round")
            return None
        if numbered:
            return Told(*numbered, _("the number “%(number)s”") % {"number": number})
        return self._only(row, inspected)

    def _only(self, row: Row, inspected: list[int]) -> Told | None:
        if len(set(inspected)) == 1:
            return Told(inspected[0], _("the only inspection of this organization"))
        row.refuse(_("which round? The ledger does not name it, so it must be chosen for the whole file"), "round")
        return None

    def may_be(self, row: Row, number: int) -> bool:
        """Whether nothing that is told of the row speaks against this round; nothing is refused."""
        told = self._counted(_said_by(row)) if row["round"] else None
        told = told or self._told_round
        if told or row["round"]:
            return told in (None, number)
        return not any(self._speaks_against(each, number) for each in self._mentions_of(row))

    def _mentions_of(self, row: Row) -> list[_Mention]:
        """What the sheet says of rounds, and what the headings above the row say."""
        sheet = row.sheet
        if id(sheet) not in self._mentions:
            found = [self._mention(words, source_in(sheet, words)) for words in [*sheet.title_rows, sheet.name]]
            self._mentions[id(sheet)] = [mention for mention in found if mention]
        for heading in row.headings:
            if heading not in self._mentions_above:
                self._mentions_above[heading] = self._mention(heading, source_above(heading))
        above = [self._mentions_above[heading] for heading in row.headings]
        return [*self._mentions[id(sheet)], *(mention for mention in above if mention)]

    def _mention(self, words: str, source: str) -> _Mention | None:
        plain = narrow(words[:LONGEST])
        named = {number for found in _named.finditer(plain) for number in _numbers_in(found.group(1))}
        if not named:
            return None
        said = [RoundNumber(number, term_of(plain), year_of(plain)) for number in sorted(named)]
        counted = {each: self._counted(each) for each in said}
        return _Mention(
            frozenset(number for number in counted.values() if number),
            words[:60],
            source,
            next((self._why_uncounted(each) for each, number in counted.items() if number is None), ""),
            frozenset(self._of_term(int(each), each.term) for each in said if self._is_of_another_year(each)),
        )

    def days_agree(self, row: Row, number: int, found: Days, later: Days) -> bool:
        """Refuse a row whose days are not of this round: found before it began or long after it, or due before."""
        span = self._span(number)
        wrong = [column for column, day in {**found, **later}.items() if day and span.is_before(day)]
        wrong += [column for column, day in found.items() if day and span.is_after(day)]
        for column in dict.fromkeys(wrong):
            said = {"round": Round(number=number), "first": span.first or "—", "last": span.last or "—"}
            row.refuse(span.words() % said, column)
        return not wrong

    def _span(self, number: int) -> "_Span":
        """When a round was; one whose days nobody recorded, or that is to be created, lies between its neighbours."""
        round_ = self._rounds.get(number)
        if round_ and round_.starts_on:
            before = BEFORE if number in self._planned_here else BEFORE_TOLD
            return _Span(round_.starts_on, _end_of(round_), before)
        started = [other.starts_on for other in self._rounds.values() if other.number < number and other.starts_on]
        ended = [end for other in self._rounds.values() if other.number > number and (end := _end_of(other))]
        return _Span(max(started, default=None), min(ended, default=None), BEFORE, is_told=False)


def _said_by(row: Row) -> RoundNumber:
    """The round that the row names, with its term and year, which may stand in columns of their own."""
    said = row["round"]
    return RoundNumber(said, said.term or row["term"], said.year or row["year"])


def _numbers_in(words: str) -> set[int]:
    """十七、十八 → {17, 18}; 一轮至三轮 → {1, 2, 3}."""
    numbers = [number for number in (read_numeral(each) for each in NUMBERS.findall(words)) if number]
    if _range.search(words) and len(numbers) == 2 and numbers[0] < numbers[1]:
        return set(range(numbers[0], numbers[1] + 1))
    return set(numbers)
