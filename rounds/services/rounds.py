"""A round from plan to archive."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from core.access import require
from core.editing import require_unchanged
from core.saving import save_checked
from core.trail import acting
from core.workdays import today
from core.workflow import IllegalStep
from rounds.models import Inspection, Round
from rounds.obstacles import to_archiving, to_deleting, to_ending_field_stage, to_starting
from rounds.permissions import can_approve_rounds, can_keep_rounds


def require_past(name: str, on: date) -> None:
    """Refuse a day still to come for something that has happened."""
    if on > today():
        raise ValidationError({name: _("This day is still to come. Enter the day on which it happened.")})


def _require_office(by) -> None:
    require(can_keep_rounds(by), _("Only the inspection office plans and runs rounds."))


def _require_leading_group(by, round) -> None:
    words = _("Only the leading group decides on the plan of a round, and nobody on a plan of their own.")
    require(can_approve_rounds(by, round), words)


def _require_open(obstacle: str) -> None:
    if obstacle:
        raise IllegalStep(obstacle)


@transaction.atomic
def create_round(*, by, **facts) -> Round:
    """Open a round with its plan; `facts` are number, term, kind, theme, starts_on, field_ends_on."""
    _require_office(by)
    return save_checked(Round(**facts), by=by)


@transaction.atomic
def update_round(round, *, by, seen="", **facts) -> Round:
    """Change a plan that is not approved yet; an approved one is returned first. `seen` refuses to undo another's."""
    _require_office(by)
    workflow.lock(round)
    if round.status != Round.Status.PREPARING:
        raise IllegalStep(_("The plan is approved. Ask the leading group to return it before you change it."))
    require_unchanged(round, seen)
    return save_checked(round, by=by, **facts)


@transaction.atomic
def delete_round(round, *, by) -> None:
    """Remove a plan entered by mistake, while it is in preparation and has no teams; the trail keeps it."""
    _require_office(by)
    workflow.lock(round)
    if round.status != Round.Status.PREPARING:
        raise IllegalStep(_("The plan is approved. Only a plan in preparation is deleted."))
    _require_open(to_deleting(by, round))
    with acting(by):
        round.delete()


@transaction.atomic
def approve_round(round, *, by, on: date) -> Round:
    """The leading group approves the plan, on the day of its decision."""
    _require_leading_group(by, round)
    require_past("approved_on", on)
    return workflow.move(round, Round.Status.APPROVED, by=by, approved_on=on)


@transaction.atomic
def return_round_plan(round, *, by, reason: str) -> Round:
    """The leading group takes its approval back, so that the office can change the plan."""
    _require_leading_group(by, round)
    return workflow.move(round, Round.Status.PREPARING, by=by, reason=reason, approved_on=None)


@transaction.atomic
def start_round(round, *, by, on: date) -> Round:
    """Begin the field stage. Every team needs at least one organization."""
    _require_office(by)
    require_past("started_on", on)
    workflow.lock(round)
    _require_open(to_starting(by, round))
    return workflow.move(round, Round.Status.ON_SITE, by=by, started_on=on)


@transaction.atomic
def end_field_stage(round, *, by, on: date) -> Round:
    """End the field stage; teams still on site leave their organizations on that day."""
    _require_office(by)
    require_past("field_ended_on", on)
    workflow.lock(round)
    _require_open(to_ending_field_stage(by, round))
    present = Inspection.objects.filter(team__round=round, status=Inspection.Status.ON_SITE)
    for inspection in present.select_for_update(of=("self",)).order_by("pk"):
        require_after_entry(inspection, "field_ended_on", on)
        workflow.move(inspection, Inspection.Status.REPORTING, by=by, left_on=on)
    return workflow.move(round, Round.Status.REPORTING, by=by, field_ended_on=on)


def require_after_entry(inspection, name: str, on: date) -> None:
    """Refuse a day before the team entered the organization."""
    if inspection.entered_on and on < inspection.entered_on:
        words = _("%(organization)s was entered on %(day)s; this day comes before it.")
        raise ValidationError({name: words % {"organization": inspection.organization, "day": inspection.entered_on}})


@transaction.atomic
def start_rectification(round, *, by, on: date) -> Round:
    """The round's reports are heard; its organizations begin to rectify."""
    _require_office(by)
    require_past("rectifying_from", on)
    return workflow.move(round, Round.Status.RECTIFYING, by=by, rectifying_from=on)


@transaction.atomic
def archive_round(round, *, by, on: date) -> Round:
    """Close the round for good. Its teams are dissolved before."""
    _require_office(by)
    require_past("archived_on", on)
    workflow.lock(round)
    _require_open(to_archiving(by, round))
    return workflow.move(round, Round.Status.ARCHIVED, by=by, archived_on=on)
