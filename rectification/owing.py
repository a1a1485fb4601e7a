"""What an organization owes for the items handed over to it.

An item's day is fixed at the delivery (DOMAIN §6.1) and binds from then on, whether or not its plan is written and
accepted: the sweep, the overdue lists and the worklists watch it from that day.
"""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy

from findings.models import DeadlineKind
from rectification import duties
from rectification.models import HandOver
from rounds.deadlines import obligations
from rounds.deadlines.rules import Reckoning


def rectified_by(kind: str, given: date | None, hand_over: HandOver, reckoning: Reckoning) -> date | None:
    """The day an item falls due, by its kind of deadline and the day the team gave it, if any; delivery, import and
    demo agree in it."""
    if kind == DeadlineKind.LASTING:
        return None
    if kind == DeadlineKind.FOCUSED:
        return given or hand_over.focus_ends_on
    if kind == DeadlineKind.IMMEDIATE:
        return given or reckoning.due_on(duties.RECTIFY_ITEM, hand_over.delivered_on)
    return given


def owe_rectification(hand_over: HandOver) -> None:
    """Owe every item by its day, and the end of focused rectification where there is an item it waits for.

    A lasting item has no day and so owes nothing by a day (DOMAIN §6.2).
    """
    items = list(hand_over.items.all())
    for item in items:
        if item.due_on:
            title = gettext_lazy("Rectify item %(number)s and have it closed out")
            _owe(hand_over, duties.RECTIFY_ITEM, item, title, {"number": item.number}, due_on=item.due_on)
    if any(item.deadline_kind == DeadlineKind.FOCUSED for item in items):
        title = gettext_lazy("Finish focused rectification")
        _owe(hand_over, duties.FOCUSED_RECTIFICATION, hand_over, title, due_on=hand_over.focus_ends_on)


def _owe(hand_over: HandOver, node: str, subject: models.Model, title, facts=None, *, due_on: date) -> None:
    inspection = hand_over.inspection
    obligations.open_obligation(
        node,
        subject,
        title,
        facts,
        inspection=inspection,
        organization=inspection.organization,
        from_on=hand_over.delivered_on,
        due_on=due_on,
    )
