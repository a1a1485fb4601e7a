"""What a hand-over and its items owe by the kinds of `rectification.duties`.

An item's day is fixed at the delivery and binds from then on, whether or not its plan is written and accepted: the
sweep, the overdue lists and the worklists watch it from that day.
"""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy

from core.workdays.reckoning import today
from findings.models import DeadlineKind
from rectification import duties
from rectification.models import HandOver, Item
from rounds.deadlines.obligations import cancel, leave_unchecked, obligation, open_all, owe_instead, pause
from rounds.deadlines.rules import Reckoning
from rounds.models import Obligation


def rectified_by(kind: str, given: date | None, hand_over: HandOver, reckoning: Reckoning) -> date | None:
    """The day an item falls due, by its kind of deadline and the day the team gave it, if any; delivery, import and
    demo agree in it."""
    if kind == DeadlineKind.LASTING:
        return None
    if hand_over.delivered_on is None:  # came with a ledger that does not tell the day
        return given
    if kind == DeadlineKind.FOCUSED:
        return given or hand_over.focus_ends_on
    if kind == DeadlineKind.IMMEDIATE:
        return given or reckoning.due_on(duties.RECTIFY_ITEM, hand_over.delivered_on)
    return given


def of_double_report(hand_over: HandOver, on: date) -> list[Obligation]:
    """Both reports owed once the plan is accepted on that day, by their limits from the feedback."""
    inspection = hand_over.inspection
    reckoning = Reckoning(*duties.DOUBLE_REPORT, about=inspection)
    titles = {
        duties.REPORT_AS_SECRETARY: gettext_lazy("Report on the duty of the first responsible in rectification"),
        duties.REPORT_RECTIFICATION: gettext_lazy("File the report on the focused rectification"),
    }
    return [
        obligation(
            node,
            hand_over,
            title,
            inspection=inspection,
            organization=inspection.organization,
            from_on=hand_over.delivered_on or on,
            reckoning=reckoning,
        )
        for node, title in titles.items()
    ]


def of_rectification(hand_over: HandOver, items: list[Item]) -> list[Obligation]:
    """Every item owed by its day, and the end of focused rectification where there is an item it waits for.

    A lasting item has no day: it owes its stages, once its plan is accepted (docs/domain.md, kinds of deadline).
    """
    owed = [_of_item(hand_over, item) for item in items if item.due_on]
    if any(item.deadline_kind == DeadlineKind.FOCUSED for item in items):
        owed.append(_of_focused_period(hand_over))
    return owed


def owe_from_recorded_day(hand_over: HandOver, items: list[Item]) -> None:
    """Owe what got its day once the feedback's was recorded, which its ledger had left out.

    Nobody is reminded of what was due by then, which waits for a check, nor of what lies with the office or is
    reported as completed.
    """
    on = today()
    for item in items:
        open_all([_of_item(hand_over, item)])
        is_theirs = item.status in (Item.Status.RECTIFYING, Item.Status.RETURNED)
        if not is_theirs or (item.completion == Item.Completion.DONE and item.due_on >= on):
            pause(duties.RECTIFY_ITEM, item, on)
        else:
            leave_unchecked(item)
    focused = hand_over.items.open().filter(deadline_kind=DeadlineKind.FOCUSED)
    if focused.exists():
        open_all([_of_focused_period(hand_over)])
        leave_unchecked(hand_over)
        if hand_over.focus_ends_on >= on and not focused.exclude(completion=Item.Completion.DONE).exists():
            pause(duties.FOCUSED_RECTIFICATION, hand_over, on)


def owe_by_new_day(item: Item, on: date) -> None:
    """Owe the item by its new day from `on`, in place of what was owed by the one before.

    What was owed stays told as owed until then, so that lists of days before show it late; its reminders are void, and
    of the new day is reminded anew. Focused rectification no longer waits for an item that has a day beyond its end.
    """
    owe_instead(_of_item(item.hand_over, item, from_on=on), on=on)
    go_by_day(item, on)


def go_by_day(item: Item, on: date) -> None:
    """What an item with a day of its own does not owe any more: stages, and an end of focused rectification before."""
    if item.deadline_kind == DeadlineKind.LASTING:  # it goes on by its day, not in stages
        cancel(duties.SET_AIM, item, on)
    if item.deadline_kind == DeadlineKind.FOCUSED and not Item.objects.in_focus(item.hand_over).exists():
        cancel(duties.FOCUSED_RECTIFICATION, item.hand_over, on)


def owe_next_aims(items: list[Item], on: date) -> None:
    """Owe the next stage of those of the items that are kept up lastingly, from that day."""
    open_all([next_aim(item, on) for item in items if item.is_lasting])


def next_aim(item: Item, on: date) -> Obligation:
    """That the next stage of a lasting item is to be set."""
    title, facts = gettext_lazy("Set the next stage of lasting item %(number)s"), {"number": item.number}
    return _owed(item.hand_over, duties.SET_AIM, item, title, facts, from_on=on)


def _of_item(hand_over: HandOver, item: Item, *, from_on: date | None = None) -> Obligation:
    title = gettext_lazy("Rectify item %(number)s and have it closed out")
    facts = {"number": item.number}
    return _owed(hand_over, duties.RECTIFY_ITEM, item, title, facts, due_on=item.due_on, from_on=from_on)


def _of_focused_period(hand_over: HandOver) -> Obligation:
    title = gettext_lazy("Finish focused rectification")
    return _owed(hand_over, duties.FOCUSED_RECTIFICATION, hand_over, title, due_on=hand_over.focus_ends_on)


def _owed(
    hand_over: HandOver,
    node: str,
    subject: models.Model,
    title,
    facts=None,
    *,
    due_on: date | None = None,
    from_on: date | None = None,
) -> Obligation:
    inspection = hand_over.inspection
    return obligation(
        node,
        subject,
        title,
        facts,
        inspection=inspection,
        organization=inspection.organization,
        from_on=from_on or hand_over.delivered_on,
        due_on=due_on,
    )
