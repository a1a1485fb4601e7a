"""How the rectification of inspections stands on a day: what rules for letters count, and letters tell."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, OuterRef, Q, Subquery

from findings.models import DeadlineKind
from rectification.models import (
    LADDER,
    CheckResult,
    CloseOut,
    HandOver,
    Item,
    Letter,
    LetterFact,
    LetterKind,
    LetterRule,
)
from rounds.models import Inspection


@dataclass
class Standing:
    """Items and letters of one inspection on a day."""

    on: date
    inspection: int
    focus_ends_on: date | None = None
    items: list[Item] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)

    @property
    def open_items(self) -> list[Item]:
        """Those that are not closed out."""
        return [item for item in self.items if not item.is_closed]

    @property
    def with_organization(self) -> list[Item]:
        """Those that lie with the organization: what awaits the office's decision is not held against it."""
        return [item for item in self.items if item.status in Item.UNDER_WAY]

    def overdue(self, days: int = 1) -> list[Item]:
        """Those of them so many days or more past their day."""
        last = self.on - timedelta(days=max(days, 1))
        return [item for item in self.with_organization if item.due_on and item.due_on <= last]

    @property
    def last_of_ladder(self) -> Letter | None:
        """The highest letter of the ladder that stands, of two of a kind the later."""
        rungs = [letter for letter in self.letters if letter.kind in LADDER]
        return max(rungs, key=lambda each: (LADDER.index(LetterKind(each.kind)), each.issued_on), default=None)


def standing_of(inspections: Iterable[int] | None, on: date) -> dict[int, Standing]:
    """How these inspections stand, by their keys; all that are being rectified where none are named."""
    hand_overs = HandOver.objects.filter(status=HandOver.Status.RECTIFYING)
    if inspections is not None:
        hand_overs = HandOver.objects.filter(inspection__in=list(inspections))
    ends = dict(hand_overs.values_list("inspection", "focus_ends_on"))
    found = {key: Standing(on, key, end) for key, end in ends.items()}
    for item in _items(hand_overs):
        found[item.of_inspection].items.append(item)
    for letter in Letter.objects.standing().filter(inspection__in=found).order_by("issued_on", "pk"):
        found[letter.inspection_id].letters.append(letter)
    return found


def _items(hand_overs) -> Iterator[Item]:
    since = Q(item__reopened_on=None) | Q(checked_on__gt=F("item__reopened_on"))
    last_check = CheckResult.objects.filter(since, item=OuterRef("pk")).order_by("-checked_on", "-pk")
    returned = Q(close_outs__decision=CloseOut.Decision.RETURNED) & (
        Q(reopened_on=None) | Q(close_outs__decided_on__gte=F("reopened_on"))
    )
    items = Item.objects.filter(hand_over__in=hand_overs).annotate(
        of_inspection=F("hand_over__inspection"),
        times_returned=Count("close_outs", filter=returned),
        last_verdict=Subquery(last_check.values("verdict")[:1]),
    )
    return items.select_related("finding").order_by("hand_over", "number").iterator(2000)


def _overdue(standing: Standing, rule: LetterRule) -> list[int]:
    return [item.pk for item in standing.overdue(rule.amount)]


def _unfinished(standing: Standing, rule: LetterRule) -> list[int]:
    """Near the end, what the organization itself does not call completed, where too little is (docs/domain.md)."""
    end = standing.focus_ends_on
    if end is None or standing.on < end - timedelta(days=rule.amount):
        return []
    focused = [item for item in standing.items if item.deadline_kind == DeadlineKind.FOCUSED]
    left = [item for item in focused if item in standing.with_organization]
    left = [item for item in left if item.completion != Item.Completion.DONE]
    is_little = 100 * (len(focused) - len(left)) < (rule.percent or 0) * len(focused)
    return [item.pk for item in left] if is_little else []


def _returned(standing: Standing, rule: LetterRule) -> list[int]:
    return [item.pk for item in standing.open_items if item.times_returned >= max(rule.amount, 1)]


def _refuted(standing: Standing, rule: LetterRule) -> list[int]:
    refuted = CheckResult.Verdict.REFUTED
    return [item.pk for item in standing.open_items if item.last_verdict == refuted]


def _unanswered(standing: Standing, rule: LetterRule) -> list[int]:
    last = standing.on - timedelta(days=max(rule.amount, 1))
    return [each.pk for each in standing.letters if not each.answered_on and each.answer_due_on <= last]


def _past_final(standing: Standing, rule: LetterRule) -> list[int]:
    warned = [letter.final_on for letter in standing.letters if letter.final_on]
    if not warned or max(warned) > standing.on - timedelta(days=max(rule.amount, 1)):
        return []
    return [item.pk for item in standing.with_organization]


COUNTED: dict[str, Callable[[Standing, LetterRule], list[int]]] = {
    LetterFact.OVERDUE: _overdue,
    LetterFact.UNFINISHED: _unfinished,
    LetterFact.RETURNED: _returned,
    LetterFact.REFUTED: _refuted,
    LetterFact.UNANSWERED: _unanswered,
    LetterFact.PAST_FINAL: _past_final,
}
"""The keys of the items or letters that each fact counts."""


def of_inspection(inspection: Inspection, on: date) -> Standing:
    """How one inspection stands; one without a hand-over has no items."""
    return standing_of([inspection.pk], on).get(inspection.pk) or Standing(on, inspection.pk)
