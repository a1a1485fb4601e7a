"""What the rows of a ledger are about, one by one: what was understood of each, and from where."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.workbook.read_rows import Row, SheetReading

LONGEST = 60  # of a line that is quoted


class Certainty(enum.IntEnum):
    """How a fact was told; what most needs to be looked at is least."""

    NOT_TOLD = 1
    ELSEWHERE = 2  # by the sheet, a number, or the person who imports
    PLAIN = 3  # by a column, or recorded here already


@dataclass(frozen=True)
class Fact:
    """One thing that was understood, in words, and from where, in words."""

    label: str
    words: str
    source: str
    certainty: Certainty = Certainty.PLAIN

    @property
    def is_told(self) -> bool:
        """Whether anybody tells it at all."""
        return self.certainty != Certainty.NOT_TOLD

    def __str__(self) -> str:
        said = {"label": self.label, "words": self.words, "source": self.source}
        return _("%(label)s: %(words)s (%(source)s)") % said


@dataclass(frozen=True)
class Subject:
    """One thing that rows are about, such as an inspected organization.

    `source` says what told its name where the rows do not.
    """

    name: str
    rows: int
    refused: int = 0
    source: str = ""
    facts: list[Fact] = field(default_factory=list)

    @property
    def urgency(self) -> int:
        """What is to be looked at first is least: refused rows, what nobody told, what was told elsewhere."""
        least = min((fact.certainty for fact in self.facts), default=Certainty.PLAIN)
        if self.refused:
            return 0
        return min(least, Certainty.ELSEWHERE) if self.source else least

    @property
    def is_plain(self) -> bool:
        """Whether all of it stands in columns, or is recorded already, and no row was refused."""
        return self.urgency == Certainty.PLAIN

    @property
    def amount(self) -> str:
        """How many rows there are, and how many of them were refused."""
        rows = ngettext("%(count)d row", "%(count)d rows", self.rows) % {"count": self.rows}
        if not self.refused:
            return rows
        refused = ngettext("%(count)d refused", "%(count)d refused", self.refused) % {"count": self.refused}
        return _("%(rows)s, %(refused)s") % {"rows": rows, "refused": refused}

    def __str__(self) -> str:
        facts = [str(fact) for fact in self.facts]
        if self.source:
            facts.insert(0, _("named by %(source)s") % {"source": self.source})
        return _("%(name)s, %(amount)s: %(facts)s") % {
            "name": self.name,
            "amount": self.amount,
            "facts": _("; ").join(facts),
        }


def most_urgent_first(subjects: Iterable[Subject]) -> list[Subject]:
    """What is to be looked at first, else as the file has it."""
    return sorted(subjects, key=lambda subject: subject.urgency)


def column_of(row: Row, name: str, *, with_sheet: bool) -> str:
    """Where the row tells this: the column by letter and heading, and the sheet where there are several."""
    place = row.sheet.by_name[name]
    said = {"sheet": row.sheet.name, "letter": place.letter, "title": place.title}
    if with_sheet:
        return _("sheet “%(sheet)s” column %(letter)s “%(title)s”") % said
    return _("column %(letter)s “%(title)s”") % said


def source_in(sheet: SheetReading, line: str, words: str = "") -> str:
    """Where a line of the sheet tells something: its name or its title, with the line itself or these words of it."""
    said = {"words": (words or line).strip()[:LONGEST]}
    if line == sheet.name:
        return _("sheet name “%(words)s”") % said
    return _("title “%(words)s”") % said


def source_above(heading: str) -> str:
    """The heading between the rows that tells something of those below it."""
    return _("heading “%(words)s” above the rows") % {"words": heading.strip()[:LONGEST]}
