"""The rows of a ledger of findings after they were checked and before they are saved."""

from dataclasses import dataclass, field
from datetime import date

from core.workbook.dates import Deadline, DeadlineKind
from core.workbook.read_rows import Row
from findings.models import Category, Finding
from rectification.models import HandOver, Item
from rounds.inspections.lookup import NamedInspection


def measures_of(row: Row) -> list[tuple[str, Row]]:
    """The measures of a record, each with the row it stands in."""
    return [(content, entry) for entry in row.entries for content in entry["measures"]]


def limit_of(row: Row) -> Deadline | None:
    """By when the whole finding is due: where its measures have days of their own, by the last of them.

    A column of its own may tell the kind of that deadline.
    """
    limits = [entry["deadline"] for entry in row.entries if entry["deadline"]]
    limit = limits[0] if limits else None
    if limits and all(each.due_on for each in limits):
        limit = max(limits, key=lambda each: each.due_on)
    kind = row["deadline_kind"]
    return Deadline(DeadlineKind(kind.value), limit and limit.due_on) if kind else limit


@dataclass
class Line:
    """A good row with the inspection it belongs to, its category and its finding before it is saved."""

    row: Row
    named: NamedInspection
    category: Category
    finding: Finding

    @property
    def measures(self) -> list[tuple[str, Row]]:
        """Each measure with the row it stands in, which may be below the first."""
        return measures_of(self.row)


@dataclass
class LedgerInspection:
    """The rows of one inspection, and the hand-over they join; `hand_over` is None until it is created.

    `late_on` is the day of the feedback that is taken over where an earlier ledger left it out, if there is one.
    """

    named: NamedInspection
    hand_over: HandOver | None
    lines: list[Line] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    is_new: bool = False
    late_on: date | None = None
    delivered_on: date | None = None

    @property
    def recorded(self) -> date | None:
        """The day of the feedback as it is recorded here already."""
        if self.hand_over and self.hand_over.delivered_on:
            return self.hand_over.delivered_on
        return self.named.inspection.fed_back_on if self.named.inspection else None

    @property
    def is_undated(self) -> bool:
        """Whether the hand-over came with an earlier ledger, which left its day out."""
        return self.recorded is None and self.hand_over is not None and self.hand_over.lacks_day("delivered_on")

    @property
    def telling(self) -> list[Row]:
        """The good rows that tell the day of the feedback; those of known findings only while nobody recorded it."""
        rows = [row for row in self.named.rows if row["fed_back_on"] and not row.errors]
        return rows if self.is_undated else [row for row in rows if not row.there]

    @property
    def told_by_rows(self) -> date | None:
        """The day of the feedback as the good rows tell it; they agree."""
        return next((row["fed_back_on"] for row in self.telling), None)

    @property
    def dating(self) -> list[Row]:
        """The good rows that a lacking day of the feedback comes with: those that tell it; all, where none does."""
        return [row for row in self.named.rows if not row.errors] if self.leaves_day_out else self.telling

    @property
    def leaves_day_out(self) -> bool:
        """Whether no row, not even a refused one, tells the day of the feedback."""
        return not any(row["fed_back_on"] for row in self.named.rows)

    def delivery(self, told_on: date | None) -> date | None:
        """The day of the feedback: recorded, or told by rows or for the whole file; None where nobody knows it."""
        return self.recorded or self.told_by_rows or told_on
