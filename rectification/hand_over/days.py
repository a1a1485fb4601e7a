"""When a hand-over was fed back, where a ledger left it out: within which days that may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min

from findings.models import Finding
from rectification.models import HandOver, Item


@dataclass(frozen=True)
class FeedbackDays:
    """The day of the feedback is not before `since`, nor after `until`; None where nothing bounds it."""

    since: date | None
    until: date | None


def feedback_days(hand_overs: Iterable[HandOver]) -> dict[int, FeedbackDays]:
    """Of each hand-over, by its key: after the visit and what was found, before what was checked, applied for, closed.

    Days that nobody recorded bound nothing.
    """
    hand_overs = list(hand_overs)
    found = _last_found(hand_overs)
    first = _first_followed(hand_overs)
    return {
        hand_over.pk: FeedbackDays(
            max(filter(None, [*_of_visit(hand_over), found.get(hand_over.inspection_id)]), default=None),
            min(filter(None, first.get(hand_over.pk, ())), default=None),
        )
        for hand_over in hand_overs
    }


def _of_visit(hand_over: HandOver) -> tuple[date | None, date | None]:
    return hand_over.inspection.entered_on, hand_over.inspection.left_on


def _last_found(hand_overs: list[HandOver]) -> dict[int, date | None]:
    findings = Finding._base_manager.filter(inspection__hand_over__in=hand_overs).order_by().values("inspection")
    return dict(findings.annotate(last=Max("found_on")).values_list("inspection", "last"))


def _first_followed(hand_overs: list[HandOver]) -> dict[int, list[date | None]]:
    items = Item._base_manager.filter(hand_over__in=hand_overs).order_by().values("hand_over")
    days = items.annotate(
        checked=Min("checks__checked_on"), applied=Min("close_outs__applied_on"), closed=Min("closed_on")
    )
    return {pk: rest for pk, *rest in days.values_list("hand_over", "checked", "applied", "closed")}
