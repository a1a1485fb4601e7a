"""A round from plan to archive."""

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from core.access.reach import Actor, require
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.editing import require_unchanged
from core.workflow.guards import require_reason
from core.workflow.moves import IllegalStep, hold, lock, move, move_all, require_ready, require_step
from core.workflow.saving import save_checked
from rounds import duties
from rounds.deadlines import obligations
from rounds.deadlines.stating import freeze_limits
from rounds.inspections.conditions import lies_with_leading_group
from rounds.inspections.services import require_confirmed
from rounds.models import Inspection, Obligation, Round
from rounds.permissions import can_approve_round, can_keep_rounds
from rounds.planning.conditions import (
    why_incomplete,
    why_not_archive,
    why_not_delete,
    why_not_end_field_stage,
    why_not_start,
    why_not_submit,
)


def _require_office(by: Actor) -> None:
    require(can_keep_rounds(by), _("Only the inspection office plans and runs rounds."))


def _require_leading_group(by: Actor, round: Round) -> None:
    words = _("Only the leading group decides on the plan of a round, and nobody on a plan of their own.")
    require(can_approve_round(by, round), words)


def _require_in_order(round: Round, name: str, on: date) -> None:
    """Refuse a day still to come, or one before any earlier step of the round, which the caller has locked."""
    way = list(Round.REACHED_ON.values())
    require_past(name, on)
    for earlier in reversed(way[: way.index(name)]):  # the latest says most about what to enter instead
        fact = Round._meta.get_field(earlier).verbose_name
        require_past(name, on, since=getattr(round, earlier), fact=fact)


@all_or_nothing
def create_round(*, by: Actor, **facts: Any) -> Round:
    """Open a round with its plan; `facts` are number, term, kind, theme, starts_on, field_ends_on."""
    _require_office(by)
    return save_checked(Round(**facts), by=by)


@all_or_nothing
def update_round(round: Round, *, by: Actor, seen: str = "", **facts: Any) -> Round:
    """Change a plan that is not approved yet; an approved one is returned first. `seen` refuses to undo another's."""
    _require_office(by)
    lock(round)
    if round.status == Round.Status.SUBMITTED:
        raise IllegalStep(lies_with_leading_group(round))
    if round.status != Round.Status.PREPARING:
        raise IllegalStep(
            _("The plan of %(round)s is approved. Ask the leading group to return it before you change it.")
            % {"round": round}
        )
    require_unchanged(round, seen)
    save_checked(round, by=by, **facts)
    obligations.extend(Obligation.objects.open().filter(round=round), round.starts_on)
    duties.plan_changed(round)
    return round


@all_or_nothing
def delete_round(round: Round, *, by: Actor) -> None:
    """Remove a plan entered by mistake, while it is in preparation and has no teams; the trail keeps it."""
    _require_office(by)
    lock(round)
    if round.status != Round.Status.PREPARING:
        raise IllegalStep(
            _("Only a plan in preparation is deleted; that of %(round)s is submitted or approved.") % {"round": round}
        )
    require_ready(why_not_delete(by, round))
    with acting(by):
        round.delete()


@all_or_nothing
def submit_round(round: Round, *, by: Actor) -> Round:
    """The office puts its plan before the leading group; nobody changes it while it lies there."""
    _require_office(by)
    lock(round)
    require_ready(why_not_submit(by, round))
    move(round, Round.Status.SUBMITTED, by=by)
    duties.owe_approval(round)
    return round


@all_or_nothing
def approve_round(round: Round, *, by: Actor, on: date) -> Round:
    """The leading group approves the plan it was given, on the day of its decision.

    The round keeps the limits of that day: no rule of the house that comes later is one of its own.
    """
    _require_leading_group(by, round)
    lock(round)
    require_step(round, Round.Status.APPROVED)
    require_ready(why_incomplete(round))
    require_past("approved_on", on)
    move(round, Round.Status.APPROVED, by=by, approved_on=on)
    with acting(by):
        freeze_limits([round])
    obligations.meet(duties.APPROVE_PLAN, round, on)
    duties.owe_beginning(round)
    return round


@all_or_nothing
def return_round_plan(round: Round, *, by: Actor, reason: str) -> Round:
    """The leading group gives the plan back, approved already or not, so that the office can change it."""
    _require_leading_group(by, round)
    reason = require_reason(reason)
    move(round, Round.Status.PREPARING, by=by, reason=reason, approved_on=None)
    obligations.cancel(duties.APPROVE_PLAN, round, today())
    obligations.cancel(duties.BEGIN_FIELD_STAGE, round, today())
    duties.owe_mending(round)
    return round


@all_or_nothing
def start_round(round: Round, *, by: Actor, on: date) -> Round:
    """Begin the field stage. Every team needs at least one organization."""
    _require_office(by)
    lock(round)
    require_ready(why_not_start(by, round))
    _require_in_order(round, "started_on", on)
    move(round, Round.Status.ON_SITE, by=by, started_on=on)
    obligations.meet(duties.BEGIN_FIELD_STAGE, round, on)
    duties.owe_field_stage(round)
    return round


@all_or_nothing
def end_field_stage(round: Round, *, by: Actor, on: date, confirmed: bool = False) -> Round:
    """End the field stage; teams still on site leave their organizations on that day.

    What they leave unfinished has to be `confirmed`. It is not before the last entry or the last leaving; whose that
    was is not said to who may not see it.
    """
    _require_office(by)
    lock(round)
    inspections = Inspection.objects.filter(team__round=round).select_for_update(of=("self",)).order_by("pk")
    found = [hold(inspection) for inspection in inspections]
    if any(inspection.status == Inspection.Status.PLANNED for inspection in found):
        require_ready(why_not_end_field_stage(by, round))
    leaving = [inspection for inspection in found if inspection.status == Inspection.Status.ON_SITE]
    require_confirmed(by, leaving, confirmed)
    for name, fact in (("left_on", _("left on")), ("entered_on", _("entered on"))):
        last = max(filter(None, (getattr(inspection, name) for inspection in found)), default=None)
        require_past("field_ended_on", on, since=last, fact=fact)
    _require_in_order(round, "field_ended_on", on)
    with acting(by):
        move_all(leaving, Inspection.Status.REPORTING, by=by, left_on=on)
        move(round, Round.Status.REPORTING, by=by, field_ended_on=on)
        # A leader is not missed any more.
        obligations.meet_and_cancel(duties.END_FIELD_STAGE, Obligation.objects.open().filter(round=round), on)
    return round


@all_or_nothing
def start_rectification(round: Round, *, by: Actor, on: date) -> Round:
    """The round's reports are heard; its organizations begin to rectify."""
    _require_office(by)
    lock(round)
    _require_in_order(round, "rectifying_from", on)
    return move(round, Round.Status.RECTIFYING, by=by, rectifying_from=on)


@all_or_nothing
def archive_round(round: Round, *, by: Actor, on: date) -> Round:
    """Close the round for good. Its teams are dissolved before."""
    _require_office(by)
    lock(round)
    require_ready(why_not_archive(by, round))
    _require_in_order(round, "archived_on", on)
    last = round.teams.aggregate(on=Max("dissolved_on"))["on"]
    require_past("archived_on", on, since=last, fact=_("dissolved on"))
    return move(round, Round.Status.ARCHIVED, by=by, archived_on=on)
