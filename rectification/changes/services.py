"""整改变更: once a plan is accepted, only an application of the organization that the office accepts changes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_side, require_status, require_text
from core.workflow.moves import lock, require_ready, write
from core.workflow.saving import save_checked
from personnel.models import User
from rectification import duties, ledger_duties, permissions
from rectification.addressees import tell_office, tell_organization
from rectification.applications import decide, open_application, withdraw
from rectification.changes import conditions
from rectification.changes.words import OF_MEASURE
from rectification.models import Item, ItemChange, Measure, MeasureChange
from rectification.returns import REPLANNED
from rectification.sides import require_not_of_office
from rounds.deadlines import obligations
from rounds.deadlines.signals import brought_checked
from rounds.models import Obligation

Decision = ItemChange.Decision


@dataclass(frozen=True)
class AskedMeasure:
    """What is to change of the measure of this number; what is empty stays as it is."""

    number: int
    leader: str = ""
    department: str = ""
    due_on: date | None = None


@all_or_nothing
def apply_change(
    item: Item,
    reason: str,
    *,
    by: User,
    on: date | None = None,
    goal: str = "",
    leader: str = "",
    department: str = "",
    due_on: date | None = None,
    measures: Sequence[AskedMeasure] = (),
) -> ItemChange:
    """Apply to change what the accepted plan says of an item; what is empty stays as it is. The clock runs on.

    Raises `ValidationError` where nothing would change, for a day gone by, and for a measure due after its item.
    """
    require_side(permissions.can_report(by, item))
    require_not_of_office(by, item.hand_over)
    lock(item)
    require_status(item, *Item.UNDER_WAY)
    require_ready(conditions.why_not_ask_again(item))
    on = day_or_today(on, since=item.rectified_from)
    change = ItemChange(item=item, reason=require_text("reason", reason, _("The reason")), applied_by=by)
    change.applied_on = on
    _ask(change, item, Item.PLANNED, {"goal": goal, "leader": leader, "department": department, "due_on": due_on})
    if change.is_extension and change.due_on and change.due_on < on:
        raise ValidationError({"due_on": _("The new day cannot be before the application.")})
    asked = _asked_of_measures(change, measures)
    if not asked and not any(_differs(change, name) for name in Item.PLANNED):
        raise ValidationError(_("Nothing would change. Enter what is to be another."))
    with acting(by, reason=change.reason):
        save_checked(change, by=by, sure=["item"])
        MeasureChange.objects.bulk_create(asked)
        _owe_decision(change)
    _tell_office(change)
    return change


@all_or_nothing
def accept_change(item: Item, opinion: str = "", *, by: User, on: date | None = None) -> ItemChange:
    """Accept what is applied for: the plan says so from this day on, and a moved day is reminded of anew."""
    change, on = _open_change(item, by, on)
    require_ready(conditions.why_not_by_new_day(change, on))
    with acting(by, reason=opinion, **REPLANNED):
        before = item.due_on
        _take_over(item, change, Item.PLANNED)
        write(item, *Item.PLANNED)
        for each in change.measures.select_related("measure"):
            _take_over(each.measure, each, OF_MEASURE)
            write(each.measure, *OF_MEASURE)
            write(each, *OF_MEASURE, *(f"former_{name}" for name in OF_MEASURE))
        decide(change, Decision.ACCEPTED, opinion, by=by, on=on)
        obligations.meet(duties.DECIDE_CHANGE, item, on)
        if item.due_on and item.due_on != before:
            ledger_duties.owe_by_new_day(item, on)
    _tell_decision(change, gettext_lazy("The change of item %(number)s is accepted"))
    return change


@all_or_nothing
def refuse_change(item: Item, reason: str, *, by: User, on: date | None = None) -> ItemChange:
    """Refuse it with a reason: the plan stays as it is, and another change may be applied for."""
    reason = require_text("reason", reason, _("The reason"))
    change, on = _open_change(item, by, on)
    with acting(by, reason=reason):
        decide(change, Decision.REFUSED, reason, by=by, on=on)
        obligations.meet(duties.DECIDE_CHANGE, item, on)
    _tell_decision(change, gettext_lazy("The change of item %(number)s is refused; see the reason"))
    return change


@all_or_nothing
def withdraw_change(item: Item, reason: str, *, by: User, on: date | None = None) -> ItemChange:
    """Withdraw what was applied for and is not decided, with a reason: the plan stays as it is."""
    require_side(permissions.can_report(by, item))
    reason = require_text("reason", reason, _("The reason"))
    with acting(by, reason=reason, **REPLANNED):
        nobody = _("Nobody has applied for a change of this item.")
        change = withdraw(item, item.changes, reason, by=by, nobody=nobody, on=on)
        obligations.cancel(duties.DECIDE_CHANGE, item, change.decided_on)
    words = gettext_lazy("%(organization)s withdrew its application to change the plan of item %(number)s")
    tell_office(
        item.hand_over, kind="change.withdrawn", subject=words, url=item.get_absolute_url(), number=item.number
    )
    return change


@receiver(brought_checked)
def _take_over_check(
    sender: type, *, obligation: Obligation, due_on: date | None, by: User, reason: str, **kwargs: Any
) -> None:
    """An item goes by what was said when its ledger was checked: by another day, or by none; days before stay told."""
    if obligation.node != duties.RECTIFY_ITEM:
        return
    item = obligation.subject
    lock(item)
    lets_go = due_on is None and item.imported_on is None  # what came with no ledger has a day
    if item.is_closed or item.due_on == due_on or lets_go:
        return
    stands = {name: getattr(item, name) for name in Item.PLANNED}
    change = ItemChange(
        item=item,
        reason=reason,
        of_check=True,
        former_since=item.changes.accepted().values_list("decided_on", flat=True).first(),
        applied_by=by,
        applied_on=today(),
        decision=Decision.ACCEPTED,
        decided_by=by,
        decided_on=today(),
        **stands | {"due_on": due_on},
        **{f"former_{name}": value for name, value in stands.items()},
    )
    save_checked(change, by=by, sure=["item"])
    item.due_on = due_on
    write(item, "due_on")
    if due_on:
        ledger_duties.go_by_day(item, today())


def _open_change(item: Item, by: User, on: date | None) -> tuple[ItemChange, date]:
    """The application to decide on, with its item locked, and the day of the decision."""
    require_side(permissions.can_replan(by, item))
    change = open_application(item, item.changes, by=by, nobody=_("Nobody has applied for a change of this item."))
    last = item.changes.accepted().values_list("decided_on", flat=True).first()
    on = day_or_today(on, since=max(filter(None, (change.applied_on, last))))
    change.former_since = last
    return change, on


def _ask(change: Any, row: Any, names: Sequence[str], asked: dict[str, Any]) -> None:
    """What is asked of a row beside what stands; what is empty stays as it is."""
    for name in names:
        value, stands = asked[name], getattr(row, name)
        value = value.strip() if isinstance(value, str) else value
        setattr(change, f"former_{name}", stands)
        setattr(change, name, value or stands)


def _differs(change: Any, name: str) -> bool:
    return getattr(change, name) != getattr(change, f"former_{name}")


def _asked_of_measures(change: ItemChange, asked: Sequence[AskedMeasure]) -> list[MeasureChange]:
    """The changes of measures that are not done; each measure, changed or not, stays within the time of its item."""
    undone = {measure.number: measure for measure in change.item.measures.filter(done_on=None)}
    changes = [_of_measure(change, undone, each) for each in asked]
    if len({each.number for each in asked}) < len(asked):
        raise ValidationError({"measures": _("A measure is named twice.")})
    due = {number: measure.due_on for number, measure in undone.items()}
    due |= {each.measure.number: each.due_on for each in changes}
    for number, day in due.items():
        _require_in_time(change, number, day)
    return [each for each in changes if any(_differs(each, name) for name in OF_MEASURE)]


def _of_measure(change: ItemChange, undone: dict[int, Measure], asked: AskedMeasure) -> MeasureChange:
    if asked.number not in undone:
        words = _("Item %(item)s has no measure %(number)s that is still to be done.")
        raise ValidationError({"measures": words % {"item": change.item.number, "number": asked.number}})
    measure = undone[asked.number]
    wanted = MeasureChange(change=change, measure=measure)
    _ask(wanted, measure, OF_MEASURE, {name: getattr(asked, name) for name in OF_MEASURE})
    return wanted


def _require_in_time(change: ItemChange, number: int, day: date | None) -> None:
    why_not = conditions.why_not_between(day, change.item.hand_over.delivered_on, change.due_on) if day else ""
    if why_not:
        words = _("Measure %(number)s: %(why)s") % {"number": number, "why": why_not}
        raise ValidationError({"measures": words})


def _take_over(row: Any, change: Any, names: Sequence[str]) -> None:
    """Give the row what was asked; what was not stays as it is by now, and the change tells what stood."""
    for name in names:
        is_asked, stands = _differs(change, name), getattr(row, name)
        if is_asked:
            setattr(row, name, getattr(change, name))
        setattr(change, f"former_{name}", stands)
        setattr(change, name, getattr(row, name))


def _owe_decision(change: ItemChange) -> None:
    hand_over = change.item.hand_over
    obligations.open_obligation(
        duties.DECIDE_CHANGE,
        change.item,
        gettext_lazy("Decide on the change of item %(number)s of %(organization)s"),
        {"number": change.item.number, "organization": hand_over.inspection.organization},
        inspection=hand_over.inspection,
        from_on=change.applied_on,
    )


def _tell_office(change: ItemChange) -> None:
    extension = gettext_lazy("%(organization)s applies for another day of item %(number)s")
    other = gettext_lazy("%(organization)s applies to change the plan of item %(number)s")
    tell_office(
        change.item.hand_over,
        kind="change.applied",
        subject=extension if change.is_extension else other,
        url=change.item.get_absolute_url(),
        number=change.item.number,
    )


def _tell_decision(change: ItemChange, subject: Any) -> None:
    tell_organization(
        change.item.hand_over,
        kind="change.decided",
        subject=subject,
        url=change.item.get_absolute_url(),
        number=change.item.number,
    )
