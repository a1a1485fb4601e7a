"""What a ledger of findings would make people owe, and remind them of, before anything of it is saved."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from core.ledgers.importer import Creation
from findings.models import DeadlineKind
from personnel.reminders.foretold import COMING_DAYS, reminders_foretold
from rectification import duties, ledger_duties
from rectification.ledger.lines import LedgerInspection, Line
from rectification.models import HandOver, Item
from rounds.deadlines.obligations import facts_of, unchecked_since
from rounds.deadlines.rules import Reckoning, reckonings
from rounds.models import Obligation


def duties_foreseen(adding: list[LedgerInspection], told_on: date | None, today: date) -> list[Creation]:
    """How many duties it would make, how many of these begin unchecked, and of how many somebody would be reminded."""
    house = Reckoning(duties.FOCUSED_RECTIFICATION, duties.RECTIFY_ITEM)
    own = reckonings(told.named.inspection.team.round for told in adding if told.named.inspection)
    owed = [each for told in adding for each in _owed(told, told_on, today, own.get(_round(told), house))]
    late = sum(each.unchecked_since is not None for each in owed)
    reminders, people = reminders_foretold((each for each in owed if _runs(each)), today)
    words = _("They were due before today. Nobody is reminded of them until somebody checks which still stand.")
    will = _("Reminders of the next %(days)s days, to %(people)s people") % {"days": COMING_DAYS, "people": people}
    return [
        Creation(_("New deadlines"), len(owed)),
        Creation(_("Of these from a ledger, unchecked"), late, warning=words if late else ""),
        Creation(will, reminders),
    ]


def _round(told: LedgerInspection) -> int | None:
    return told.named.inspection.team.round_id if told.named.inspection else None


def _runs(owed: Obligation) -> bool:
    return owed.paused_on is None and owed.unchecked_since is None


def _owed(told: LedgerInspection, told_on: date | None, today: date, reckoning: Reckoning) -> Iterator[Obligation]:
    """As `rectification.ledger.saving` writes them, but of rows that are not there yet."""
    hand_over = told.hand_over or _to_come(told.delivery(told_on), reckoning)
    begun = hand_over.delivered_on or today
    is_done = True
    for line in told.lines:
        finding = line.finding
        if finding.deadline_kind == DeadlineKind.FOCUSED:
            is_done = is_done and _is_done(line)
        due_on = ledger_duties.rectified_by(finding.deadline_kind, finding.due_on, hand_over, reckoning)
        if due_on:
            yield _duty(told, duties.RECTIFY_ITEM, begun, due_on, today if _is_done(line) else None)
    is_focused = any(line.finding.deadline_kind == DeadlineKind.FOCUSED for line in told.lines)
    if told.hand_over is None and is_focused and hand_over.focus_ends_on:
        rests = today if is_done else None
        yield _duty(told, duties.FOCUSED_RECTIFICATION, begun, hand_over.focus_ends_on, rests)


def _to_come(delivered_on: date | None, reckoning: Reckoning) -> HandOver:
    ends_on = delivered_on and reckoning.due_on(duties.FOCUSED_RECTIFICATION, delivered_on)
    return HandOver(delivered_on=delivered_on, focus_ends_on=ends_on)


def _is_done(line: Line) -> bool:
    return line.row["completion"] == Item.Completion.DONE


def _duty(told: LedgerInspection, kind: str, begun: date, due_on: date, rests: date | None) -> Obligation:
    organization = told.named.organization
    return Obligation(
        **facts_of(kind),
        organization_id=organization.answering.pk if organization.pk else None,
        from_on=min(begun, due_on),
        due_on=due_on,
        paused_on=rests,
        unchecked_since=unchecked_since(due_on),
    )
