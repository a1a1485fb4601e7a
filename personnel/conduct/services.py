"""Replacing a member of a team, making up work, and signing one's own commitment."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_side, require_text
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import may_take
from personnel import duties
from personnel.models import Commitment, MakeUpOrder, Posting, Replacement, User
from personnel.postings.services import release_person
from rounds.deadlines import obligations
from rounds.models import Obligation


@all_or_nothing
def replace_member(posting: Posting, *, by: User, on: date, reason: str) -> Replacement:
    """Release a member who takes no responsibility, and record that; whoever takes over is posted as anybody is."""
    reason = require_text("reason", reason, _("Reason"))
    release_person(posting, by=by, on=on, reason=reason)
    return save_checked(Replacement(posting=posting, replaced_on=on, grounds=reason), by=by)


def owed_make_up(order: MakeUpOrder) -> Obligation | None:
    """What the office owes, by its day: that the team makes up its work. None once it did."""
    return None if order.done_on else _owed_make_up(order)


def owe_make_up(order: MakeUpOrder, by: Actor) -> None:
    """The office owes it that the team makes up its work by its day, as long as the order stands and is not done."""
    obligations.owe_until(_owed_make_up(order), done_on=order.done_on, is_void=order.is_void)


def _owed_make_up(order: MakeUpOrder) -> Obligation:
    return obligations.obligation(
        duties.MAKE_UP_WORK,
        order,
        gettext_lazy("Have %(round)s %(team)s make up its work"),
        {"round": order.team.round, "team": order.team},
        round=order.team.round,
        from_on=order.ordered_on,
        due_on=order.due_on,
    )


@all_or_nothing
def finish_make_up(order: MakeUpOrder, *, by: Actor, on: date, outcome: str) -> MakeUpOrder:
    """The work is made up, and this came of it."""
    require_side(may_take(MakeUpOrder.objects.finishable_by, by, order))
    lock_row(order)
    require_past("done_on", on, since=order.ordered_on, fact=_("ordered on"))
    save_checked(order, by=by, done_on=on, outcome=outcome)
    obligations.meet(duties.MAKE_UP_WORK, order, on)
    return order


@all_or_nothing
def sign_commitment(posting: Posting, *, by: Actor, read: bool = False) -> Commitment:
    """Commit oneself for this round, by one's own hand."""
    require_side(may_take(Posting.objects.signable_by, by, posting))
    require_text("read", "read" if read else "", _("Read"))
    lock_row(posting)
    return save_checked(Commitment(posting=posting, signed_on=today(), way=Commitment.Way.HERE), by=by)
