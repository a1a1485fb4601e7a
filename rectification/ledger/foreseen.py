"""What a ledger of findings would make people owe, before anything of it is saved.

As `rectification.ledger.saving` and `rectification.ledger_duties.owe_from_recorded_day` write it, but of rows that are
not there yet, and of items whose day follows from a day of the feedback that this ledger tells.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.contrib.contenttypes.models import ContentType

from findings.models import DeadlineKind
from rectification import duties, ledger_duties
from rectification.ledger.lines import LedgerInspection, Line
from rectification.models import HandOver, Item
from rounds.deadlines.obligations import facts_of, unchecked_since
from rounds.deadlines.rules import Reckoning, reckonings
from rounds.models import Obligation


def duties_foreseen(told: Iterable[LedgerInspection], told_on: date | None, today: date) -> list[Obligation]:
    """What it would make owed of these inspections, with what rests or begins unchecked."""
    changed = [each for each in told if each.lines or each.late_on]
    house = Reckoning(duties.FOCUSED_RECTIFICATION, duties.RECTIFY_ITEM)
    own = reckonings(each.named.inspection.team.round for each in changed if each.named.inspection)
    there = _There(changed)
    return [
        owed
        for each in changed
        for owed in _Foreseen(each, told_on, today, own.get(_round(each), house), there).owed()
    ]


def _round(told: LedgerInspection) -> int | None:
    return told.named.inspection.team.round_id if told.named.inspection else None


class _There:
    """What is known of the hand-overs that are there: their open items, where a day is taken over; and which owe the
    end of their focused rectification.
    """

    def __init__(self, told: list[LedgerInspection]):
        late = [each.hand_over.pk for each in told if each.late_on and each.hand_over]
        self.items: dict[int, list[Item]] = defaultdict(list)
        for item in Item.objects.open().bound().filter(hand_over__in=late).select_related("finding") if late else ():
            self.items[item.hand_over_id].append(item)
        kind = ContentType.objects.get_for_model(HandOver)
        owed = Obligation.objects.open().filter(node=duties.FOCUSED_RECTIFICATION, subject_type=kind)
        keys = [each.hand_over.pk for each in told if each.hand_over]
        self.focused = set(owed.filter(subject_id__in=keys).values_list("subject_id", flat=True)) if keys else set()


class _Foreseen:
    """What one inspection of the ledger makes owed."""

    def __init__(self, told: LedgerInspection, told_on: date | None, today: date, reckoning: Reckoning, there: _There):
        self.told, self.today, self.reckoning = told, today, reckoning
        self.hand_over = told.hand_over or _to_come(told.delivery(told_on), reckoning)
        self.standing: list[Item] = []
        self.owes_period = False
        if told.hand_over:
            self.standing = there.items[told.hand_over.pk]
            self.owes_period = told.hand_over.pk in there.focused
            self.hand_over = _to_come(told.late_on, reckoning) if told.late_on else told.hand_over

    def owed(self) -> Iterator[Obligation]:
        for item in self.standing:
            if item.due_on is None and item.deadline_kind != DeadlineKind.LASTING:
                is_theirs = item.status in (Item.Status.RECTIFYING, Item.Status.RETURNED)
                rests = not is_theirs or item.completion == Item.Completion.DONE
                yield from self._of(item.deadline_kind, item.finding.due_on, rests=rests)
        for line in self.told.lines:
            yield from self._of(line.finding.deadline_kind, line.finding.due_on, rests=_is_done(line))
        yield from self._of_period()

    def _of(self, kind: str, given: date | None, *, rests: bool) -> Iterator[Obligation]:
        if due_on := ledger_duties.rectified_by(kind, given, self.hand_over, self.reckoning):
            yield self._duty(duties.RECTIFY_ITEM, due_on, rests=rests)

    def _of_period(self) -> Iterator[Obligation]:
        focused = [
            *(_is_done(line) for line in self.told.lines if line.finding.deadline_kind == DeadlineKind.FOCUSED),
            *(each.completion == Item.Completion.DONE for each in self.standing if _is_focused(each)),
        ]
        if focused and not self.owes_period and self.hand_over.focus_ends_on:
            yield self._duty(duties.FOCUSED_RECTIFICATION, self.hand_over.focus_ends_on, rests=all(focused))

    def _duty(self, kind: str, due_on: date, *, rests: bool) -> Obligation:
        organization = self.told.named.organization
        return Obligation(
            **facts_of(kind),
            inspection=self.told.named.inspection,
            organization_id=organization.answering.pk if organization.pk else None,
            from_on=min(self.hand_over.delivered_on or self.today, due_on),
            due_on=due_on,
            paused_on=self.today if rests else None,
            unchecked_since=unchecked_since(due_on),
        )


def _to_come(delivered_on: date | None, reckoning: Reckoning) -> HandOver:
    ends_on = delivered_on and reckoning.due_on(duties.FOCUSED_RECTIFICATION, delivered_on)
    return HandOver(delivered_on=delivered_on, focus_ends_on=ends_on)


def _is_done(line: Line) -> bool:
    return line.row["completion"] == Item.Completion.DONE


def _is_focused(item: Item) -> bool:
    return item.deadline_kind == DeadlineKind.FOCUSED
