"""Rows on their way into the database: collected, then written kind by kind, those that others point to first."""

from collections import defaultdict
from collections.abc import Iterable

from core.trail.recording import acting
from findings.models import Disposal, Finding, Lead, Outcome, Transfer, WorkingPaper
from rectification.models import (
    CheckResult,
    CloseOut,
    Feedback,
    HandOver,
    Item,
    Measure,
    Progress,
    Receipt,
)
from rounds.models import Obligation

ORDER = [
    WorkingPaper,
    Finding,
    Lead,
    Transfer,
    Disposal,
    Outcome,
    HandOver,
    Feedback,
    Receipt,
    Item,
    Measure,
    Progress,
    CheckResult,
    CloseOut,
    Obligation,
]

SIGNED_BY = {
    WorkingPaper: "written_by",
    Lead: "written_by",
    Transfer: "sent_by",
    Disposal: "reported_by",
    Outcome: "reported_by",
    HandOver: "prepared_by",
    Receipt: "signed_by",
    Progress: "reported_by",
    CheckResult: "recorded_by",
    CloseOut: "applied_by",
}
"""Who took the step that made a row; of the others it was the office."""


class Batch:
    """Keeps at most about `limit` rows in memory, however many pass through."""

    def __init__(self, limit: int = 10_000):
        self._limit = limit
        self._rows: dict[type, list] = {model: [] for model in ORDER}
        self._owed: list[tuple[Obligation, object]] = []
        self._held = 0

    def add(self, row):
        """Take a row and give it back, so that others may point to it before it is written."""
        self._rows[type(row)].append(row)
        self._held += 1
        return row

    def owe(self, obligation: Obligation, subject) -> None:
        """Take an obligation about a row that may not be written yet."""
        self._owed.append((self.add(obligation), subject))

    def pause(self) -> None:
        """A place where nothing half-built is held: write if it has become much."""
        if self._held >= self._limit:
            self.flush()

    def flush(self) -> None:
        """Write everything held."""
        for model, rows in self._rows.items():
            if model is Obligation:
                self._name_subjects()
            for by, theirs in _by_who_signed(model, rows):
                with acting(by):
                    model.objects.bulk_create(theirs, batch_size=2000)
            rows.clear()
        self._held = 0

    def _name_subjects(self) -> None:
        for obligation, subject in self._owed:
            obligation.subject = subject
        self._owed.clear()


def _by_who_signed(model: type, rows: list) -> Iterable[tuple]:
    """The rows of each who signed them, in the order in which they came."""
    signed: dict = defaultdict(list)
    for row in rows:
        signed[getattr(row, SIGNED_BY[model]) if model in SIGNED_BY else None].append(row)
    return signed.items()
