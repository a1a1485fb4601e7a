"""重新整改: a closed item whose problem is back is opened again by application and decision, never otherwise."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.notices.services import tell
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_side, require_status, require_text
from core.workflow.moves import lock, lock_anew, move, require_ready, require_step
from core.workflow.saving import save_checked
from personnel.models import User
from rectification import duties, ledger_duties, permissions
from rectification.addressees import tell_division_leaders, tell_office, tell_organization
from rectification.applications import decide, open_application
from rectification.models import HandOver, Item, ItemChange, Reopening
from rectification.reopening.conditions import why_not_apply_again
from rectification.sides import require_not_of_organization
from rounds.deadlines import obligations

Decision = Reopening.Decision


@all_or_nothing
def apply_reopening(
    item: Item, source: str, reason: str, due_on: date, *, by: User, on: date | None = None
) -> Reopening:
    """Apply to open a closed item again: how it became known, why, and by when it is to be rectified.

    Raises `ValidationError` without a reason, or for a day before the application.
    """
    require_side(permissions.can_apply_reopening(by, item))
    require_not_of_organization(by, item.hand_over)
    lock(item)
    require_status(item, Item.Status.CLOSED)
    require_ready(why_not_apply_again(item))
    on = day_or_today(on, since=item.closed_on)
    if due_on < on:
        raise ValidationError({"due_on": _("The new day cannot be before the application.")})
    reopening = Reopening(
        item=item, source=source, due_on=due_on, closed_on=item.closed_on, applied_by=by, applied_on=on
    )
    reopening.reason = require_text("reason", reason, _("The reason"))
    with acting(by, reason=reopening.reason):
        save_checked(reopening, by=by, sure=["item"])
        _owe_decision(reopening)
    _tell_office(reopening)
    return reopening


@all_or_nothing
def accept_reopening(item: Item, opinion: str = "", *, by: User, on: date | None = None) -> Item:
    """Open the item again: it is rectified by its new day, what was reported before counts no more, and its hand-over
    is under way again. Days until then go on telling that it was closed.
    """
    reopening, on = _open_reopening(item, by, on)
    require_step(item, Item.Status.RECTIFYING)
    require_ready(_why_not_by_day(reopening, on))
    with acting(by, reason=reopening.reason):
        decide(reopening, Decision.ACCEPTED, opinion, by=by, on=on)
        obligations.meet(duties.DECIDE_REOPENING, item, on)
        _change_day(reopening)
        move(
            item,
            Item.Status.RECTIFYING,
            by=by,
            reason=reopening.reason,
            closed_on=None,
            due_on=reopening.due_on,
            reopened_on=on,
            completion=Item.Completion.NOT_DONE,
        )
        hand_over = lock_anew(item.hand_over)
        if hand_over.status == HandOver.Status.CLOSED:
            move(hand_over, HandOver.Status.RECTIFYING, by=by, reason=reopening.reason, closed_on=None)
        ledger_duties.owe_by_new_day(item, on)
    _tell_accepted(reopening)
    return item


@all_or_nothing
def refuse_reopening(item: Item, reason: str, *, by: User, on: date | None = None) -> Item:
    """Leave the item closed, with a reason; the organization is told of none of it."""
    reason = require_text("reason", reason, _("The reason"))
    reopening, on = _open_reopening(item, by, on)
    with acting(by, reason=reason):
        decide(reopening, Decision.REFUSED, reason, by=by, on=on)
        obligations.meet(duties.DECIDE_REOPENING, item, on)
    _tell_applicant(reopening, gettext_lazy("The reopening of item %(number)s is refused; see the reason"))
    return item


def _open_reopening(item: Item, by: User, on: date | None) -> tuple[Reopening, date]:
    """The application to decide on, with its item locked, and the day of the decision."""
    if not permissions.can_decide_reopening(by, item):
        require_side(permissions.can_decide(by, item))
        require(False, _("You applied for this, or closed the item out; somebody else of the office decides."))
    nobody = _("Nobody has applied for the reopening of this item.")
    reopening = open_application(item, item.reopenings, by=by, nobody=nobody)
    return reopening, day_or_today(on, since=_latest(reopening.applied_on, _last_change(item)))


def _last_change(item: Item) -> date | None:
    return item.changes.accepted().values_list("decided_on", flat=True).first()


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)


def _why_not_by_day(reopening: Reopening, on: date) -> str:
    """Nobody is given a day that has gone by when it is decided on."""
    if reopening.due_on >= on:
        return ""
    words = _("%(day)s has gone by. Refuse the application, so that another day is applied for.")
    return words % {"day": f"{reopening.due_on:%Y-%m-%d}"}


def _change_day(reopening: Reopening) -> None:
    """The day that bound before stays told as a change of the plan."""
    item = reopening.item
    if item.due_on == reopening.due_on:
        return
    stands = {name: getattr(item, name) for name in Item.PLANNED}
    change = ItemChange(
        item=item,
        reason=reopening.reason,
        reopening=reopening,
        former_since=_last_change(item),
        applied_by=reopening.applied_by,
        applied_on=reopening.applied_on,
        decision=ItemChange.Decision.ACCEPTED,
        opinion=reopening.opinion,
        decided_by=reopening.decided_by,
        decided_on=reopening.decided_on,
        **stands | {"due_on": reopening.due_on},
        **{f"former_{name}": value for name, value in stands.items()},
    )
    save_checked(change, by=reopening.decided_by, sure=["item", "reopening"])


def _owe_decision(reopening: Reopening) -> None:
    hand_over = reopening.item.hand_over
    obligations.open_obligation(
        duties.DECIDE_REOPENING,
        reopening.item,
        gettext_lazy("Decide on the reopening of item %(number)s of %(organization)s"),
        {"number": reopening.item.number, "organization": hand_over.inspection.organization},
        inspection=hand_over.inspection,
        from_on=reopening.applied_on,
    )


def _tell_office(reopening: Reopening) -> None:
    subject = gettext_lazy("The reopening of item %(number)s of %(organization)s is applied for")
    tell_office(reopening.item.hand_over, kind="reopening.applied", subject=subject, **_about(reopening))


def _tell_accepted(reopening: Reopening) -> None:
    """The organization, who follows it, who applied, and the office, whose figures it moves."""
    hand_over = reopening.item.hand_over
    subject = gettext_lazy("Item %(number)s of %(organization)s is to be rectified again")
    for told in (tell_organization, tell_division_leaders, tell_office):
        told(hand_over, kind="reopening.decided", subject=subject, **_about(reopening))
    _tell_applicant(reopening, gettext_lazy("The reopening of item %(number)s is accepted"))


def _tell_applicant(reopening: Reopening, subject: Any) -> None:
    tell([reopening.applied_by], kind="reopening.decided", subject=subject, **_about(reopening))


def _about(reopening: Reopening) -> dict[str, Any]:
    return {"url": reopening.item.get_absolute_url(), "number": reopening.item.number}
