"""Days that an earlier ledger left out and this one tells: taken over where the person wants it, a known one never."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from core.ledgers.comparing import differences, staying
from core.ledgers.importer import Creation
from core.workbook.read_rows import Difference, Row
from core.workdays.reckoning import today
from core.workdays.unrecorded import NOT_RECORDED
from findings.findings.services import record_day_of_find
from findings.models import Finding
from personnel.models import User
from rectification.hand_over.days import FeedbackDays, feedback_days
from rectification.hand_over.services import record_day_of_feedback
from rectification.ledger.entered import stored_of
from rectification.ledger.feedback import COLUMN
from rectification.ledger.lines import LedgerInspection
from rectification.models import HandOver

FOUND = "found_on"


@dataclass
class LateDays:
    """When findings that are there were found, and when they were fed back, as far as nobody recorded it."""

    by: User
    wanted: bool
    chosen: date | None = None
    """The day of the feedback that was chosen for the whole file."""
    standing: list[tuple[Row, Finding]] = field(default_factory=list)
    """The rows whose findings are there, each with its finding."""
    bounds: dict[int, FeedbackDays] = field(default_factory=dict)
    """Within which days each hand-over was fed back that gets its day from the rows, by its key."""

    def look_up(self, hand_overs: Iterable[HandOver]) -> None:
        """Find out which of the lacking days the person may record: none unless it is wanted."""
        lacking = [each.pk for each in hand_overs if self.wanted and each.lacks_day("delivered_on")]
        if lacking:
            recordable = HandOver.objects.lacking_day_of_feedback(self.by).filter(pk__in=lacking)
            self.bounds = feedback_days(recordable.select_related("inspection"))

    def _undated(self) -> list[tuple[Row, Finding]]:
        """The good rows that tell when a finding was found of which nobody recorded it."""
        told = [(row, finding) for row, finding in self.standing if row[FOUND] and finding.found_on is None]
        if not (self.wanted and told):
            return []
        asked = Finding.objects.lacking_day_of_find(self.by).filter(pk__in=[finding.pk for _row, finding in told])
        recordable = set(asked.values_list("pk", flat=True))
        return [(row, finding) for row, finding in told if finding.pk in recordable and not row.errors]

    def take_over(self, ledger_inspections: Iterable[LedgerInspection]) -> None:
        """Say of each row which days are taken over from it, old and new; refuse a day of find that cannot be."""
        ledger_inspections = list(ledger_inspections)
        for each in ledger_inspections:
            each.late_on = self._late_on(each)
        dated = {each.hand_over.pk: each for each in ledger_inspections if each.late_on}
        self.found = [(row, finding) for row, finding in self._undated() if not _refuse_late(row, finding, dated)]
        found = {id(row) for row, _finding in self.found}
        fed_back = {id(row): each.late_on for each in dated.values() for row in each.dating}
        for row, finding in self.standing:
            _tell(row, finding, [FOUND] * (id(row) in found), fed_back.get(id(row)))
        for line in (line for each in dated.values() for line in each.lines if id(line.row) in fed_back):
            line.row.is_there("", [_dated(line.row, fed_back[id(line.row)])], update=True)

    def _late_on(self, each: LedgerInspection) -> date | None:
        """The lacking day of a hand-over: as its rows tell it, or as it was chosen where none of them does."""
        if not (each.is_undated and each.hand_over.pk in self.bounds and each.dating):
            return None
        return each.told_by_rows or (self.chosen if each.leaves_day_out else None)

    def creations(self, ledger_inspections: Iterable[LedgerInspection]) -> list[Creation]:
        """How many days are recorded, and of which organizations."""
        dated = [each.named.organization for each in ledger_inspections if each.late_on]
        return [
            Creation.of(_("Days of the feedback that were not recorded"), dated),
            Creation(_("Days of find that were not recorded"), len(self.found)),
        ]

    def save(self, ledger_inspections: Iterable[LedgerInspection]) -> None:
        """Record them, when something was found before when it was fed back. What was recorded meanwhile stays."""
        by_day: dict[date, list[int]] = {}
        for row, finding in self.found:
            by_day.setdefault(row[FOUND], []).append(finding.pk)
        for on, keys in by_day.items():
            record_day_of_find(Finding.objects.lacking_day_of_find(self.by).filter(pk__in=keys), by=self.by, on=on)
        for each in ledger_inspections:
            if each.late_on:
                record_day_of_feedback(each.hand_over, by=self.by, on=each.late_on)


def _refuse_late(row: Row, finding: Finding, dated: dict[int, LedgerInspection]) -> bool:
    """Refuse a row by which something was found on a day to come, or after it was fed back."""
    item = getattr(finding, "item", None)
    taken = dated.get(item.hand_over_id) if item else None
    last = taken.late_on if taken else finding.issued_on
    if row[FOUND] > today():
        row.refuse(_("this day is still to come"), FOUND)
    elif last and row[FOUND] > last:
        row.refuse(_("is after the day of the feedback, %(day)s") % {"day": last.isoformat()}, FOUND)
    return bool(row.errors)


def _tell(row: Row, finding: Finding, names: list[str], fed_back_on: date | None) -> None:
    """Say what of these columns is taken over, and where else the row differs from the finding."""
    if not names and not fed_back_on:
        return
    stored = stored_of(finding, row)
    taken = differences(row, {name: stored.pop(name) for name in names})
    if fed_back_on:
        del stored[COLUMN]
        taken.append(_dated(row, fed_back_on))
    row.is_there(row.there, [*taken, *staying(differences(row, stored))], update=True)


def _dated(row: Row, on: date) -> Difference:
    """That the day of the feedback is taken over, from a column of the row or as chosen for the whole file."""
    column = row.sheet.by_name.get(COLUMN)
    title = column.title if column else row.sheet.title_of(COLUMN)
    return Difference(title, str(NOT_RECORDED), on.isoformat())
