"""核对: what a ledger brought that was due before it came still stands, or is not owed any more. A person says so."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.access.reach import Actor
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side, require_text
from rounds.deadlines.obligations import cancel_each, owed_on
from rounds.deadlines.signals import brought_checked
from rounds.models import Obligation
from rounds.permissions import can_check, can_drop


@all_or_nothing
def confirm_brought(obligation: Obligation, *, by: Actor, due_on: date | None = None, reason: str = "") -> Obligation:
    """It stands, by its day or by a new one; from now on it runs, and whoever owes it is reminded.

    With a new day, which needs a reason, it is owed anew from today: what was owed by the old day stays told until
    now, so that figures of days before stay. Raises `ValidationError` for a day gone by.
    """
    require_side(can_check(by, obligation))
    reason = require_text("reason", reason, _("The reason")) if due_on else reason
    if due_on and due_on < today():
        raise ValidationError({"due_on": _("The new day cannot be before today.")})
    standing = owed_on(obligation.subject, obligation.node)
    with acting(by, reason=reason):
        standing.update(unchecked_since=None)
        owed = standing.get()
        if due_on:
            cancel_each(standing, today())
            owed.pk, owed.from_on, owed.due_on, owed._state.adding = None, today(), due_on, True
            owed.amount, owed.unit, owed.is_guessed = None, "", False
            owed.save(force_insert=True)
            brought_checked.send(Obligation, obligation=obligation, due_on=due_on, by=by, reason=reason)
    return owed


@all_or_nothing
def drop_brought(obligation: Obligation, *, by: Actor, reason: str) -> Obligation:
    """It is not owed any more, from today; figures of days before stay. What it is about stays, without this day."""
    require_side(can_drop(by, obligation))
    reason = require_text("reason", reason, _("The reason"))
    standing = owed_on(obligation.subject, obligation.node)
    with acting(by, reason=reason):
        standing.update(unchecked_since=None)
        cancel_each(standing, today())
        brought_checked.send(Obligation, obligation=obligation, due_on=None, by=by, reason=reason)
    return obligation
