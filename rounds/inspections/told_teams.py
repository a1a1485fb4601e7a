"""Which team a row of a ledger is about where it does not say so: by its sheet or a heading between the rows."""

import re
from dataclasses import dataclass

from core.ledgers.subjects import source_above, source_in
from core.workbook.cleaning import narrow
from core.workbook.numerals import IN_A_LINE, NUMBERS, PLAIN_SIGNS, SIGNS, read_numeral
from core.workbook.read_rows import Row

LONGEST = 200  # letters of a line that are read; what is longer is no title
_numeral = rf"(?:{IN_A_LINE})(?<![\d{SIGNS}]{{4}})"  # of three letters at most
_ended = r"小?组(?![织合建成])"
# 第二巡察组, 巡察二组, 第二组; but a list of them as a whole: 第一、二巡察组.
_named = re.compile(
    rf"(?:第?{_numeral}(?:巡察组|组)?[、,和及与至到~—-]+)*"
    rf"(?:(?:巡察|巡视)第?{_numeral}{_ended}|第{_numeral}(?:巡察|巡视)?{_ended}|{_numeral}(?:巡察|巡视){_ended})"
)
_numbering = re.compile(rf"^[{PLAIN_SIGNS}]+、(?![{PLAIN_SIGNS}\d])")  # of a heading: 一、第二巡察组
_alone = re.compile(rf"^{_numeral}组(?:\(|$)")  # the name of a sheet


@dataclass(frozen=True)
class ToldTeam:
    """The number of a team, and what told it; `headings` are those between the rows among it."""

    number: int
    source: str
    headings: frozenset[str]


class ToldTeams:
    """Tells the team of each row that its sheet and the headings above it agree on."""

    def __init__(self) -> None:
        self._numbers: dict[str, frozenset[int]] = {}

    def of(self, row: Row) -> ToldTeam | None:
        """The only team they name; None where they name none, several or different ones."""
        sheet = row.sheet
        lines = [(line, source_in(sheet, line)) for line in [*sheet.title_rows, sheet.name]]
        lines += [(heading, source_above(heading)) for heading in row.headings]
        told = [(line, source) for line, source in lines if self._numbers_in(line)]
        if not told:
            return None
        agreed = frozenset.intersection(*(self._numbers_in(line) for line, _source in told))
        headings = frozenset(row.headings) & {line for line, _source in told}
        return ToldTeam(*agreed, "、".join(source for _line, source in told), headings) if len(agreed) == 1 else None

    def _numbers_in(self, line: str) -> frozenset[int]:
        if line not in self._numbers:
            plain = _numbering.sub("", narrow(line[:LONGEST]))
            found = [*_named.findall(plain), *_alone.findall(plain)]
            numbers = (read_numeral(numeral) for words in found for numeral in NUMBERS.findall(words))
            self._numbers[line] = frozenset(number for number in numbers if number)
        return self._numbers[line]
