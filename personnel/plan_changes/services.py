"""An approved plan is changed by two people: the office applies for each change, the leading group decides on it.

Until then nothing of it is there: no team, no inspection, no posting, and so no access.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.notices.services import tell
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_reason
from core.workflow.moves import IllegalStep, lock, move, require_ready, require_step
from core.workflow.saving import save_checked
from core.workflow.steps import may_take
from personnel.models import Person, PlanChange, User
from personnel.people.services import require_keeper
from personnel.people.ties import require_no_tie
from personnel.plan_changes.conditions import why_no_change, why_not_approve
from personnel.postings.services import enter_posting, posting_obstacle
from rounds.inspections.conditions import why_ended, why_not_take_out
from rounds.inspections.modes import require_mode
from rounds.inspections.services import give_organization, take_organization_out
from rounds.models import Inspection, Organization, Round, Team
from rounds.permissions import can_keep_organization, can_keep_rounds, can_unassign
from rounds.teams.services import set_up_team

Kind = PlanChange.Kind
_SAME_BY = ("team", "number", "organization", "person")


def apply_for_team(round: Round, *, by: User, number: int, reason: str) -> PlanChange:
    """Ask for a further team in a round whose plan is approved; its people and organizations are asked for later."""
    require(can_keep_rounds(by), _("Only the inspection office forms and dissolves teams."))
    if round.teams.filter(number=number).exists():
        raise ValidationError({"number": _("%(round)s has a team of this number already.") % {"round": round}})
    return _apply(round, by, reason, kind=Kind.TEAM, number=number)


def apply_for_organization(
    team: Team, *, by: User, organization: Organization, kind: str, reason: str, mode: str = ""
) -> PlanChange:
    """Ask that a team inspect a further organization."""
    _require_keeper_of(can_keep_organization(by, organization))
    taken = Inspection.objects.filter(team__round=team.round, organization=organization).select_related("team").first()
    if taken:
        words = _("%(organization)s is inspected by %(team)s in this round already.")
        raise ValidationError({"organization": words % {"organization": organization, "team": taken.team}})
    if ended := why_ended(organization):
        raise ValidationError({"organization": ended})
    require_mode(team, organization, kind=kind, mode=mode)
    require_no_tie(Inspection(team=team, organization=organization, kind=kind, mode=mode))
    facts = {"organization": organization, "inspection_kind": kind, "inspection_mode": mode}
    return _apply(team.round, by, reason, kind=Kind.ORGANIZATION, team=team, **facts)


def apply_for_withdrawal(inspection: Inspection, *, by: User, reason: str) -> PlanChange:
    """Ask that an organization nobody has entered yet be taken out of the approved plan."""
    _require_keeper_of(can_unassign(by, inspection))
    require_ready(why_not_take_out(inspection))
    team = inspection.team
    return _apply(team.round, by, reason, kind=Kind.WITHDRAWAL, team=team, organization=inspection.organization)


def apply_for_posting(team: Team, *, by: User, person: Person, role: str, on: date, reason: str) -> PlanChange:
    """Ask that somebody be posted to a team of an approved plan, further or in the place of who was released."""
    require_keeper(by)
    require(person.pk not in by.own_persons, _("Nobody posts themself to a team; a colleague does it."))
    if team.dissolved_on:
        raise IllegalStep(_("%(team)s is dissolved; nobody can be posted to it.") % {"team": team})
    if obstacle := posting_obstacle(team, by=by, person=person, role=role, on=on):
        raise ValidationError(obstacle)
    return _apply(team.round, by, reason, kind=Kind.POSTING, team=team, person=person, role=role, posted_on=on)


def _require_keeper_of(allowed: bool) -> None:
    words = _("Only the inspection office, and nobody recused from it, decides on the inspection of an organization.")
    require(allowed, words)


@all_or_nothing
def _apply(round: Round, by: User, reason: str, *, kind: str, **facts: Any) -> PlanChange:
    lock(round)
    require_ready(why_no_change(round, kind))
    same = PlanChange.objects.awaiting().filter(round=round, kind=kind)
    if same.filter(**{name: facts[name] for name in _SAME_BY if name in facts}).exists():
        raise IllegalStep(_("This change is applied for already and awaits the decision."))
    change = PlanChange(round=round, kind=kind, applied_by=by, applied_on=today(), reason=require_reason(reason))
    return save_checked(change, by=by, **facts)


@all_or_nothing
def approve_change(change: PlanChange, *, by: User, on: date) -> PlanChange:
    """The leading group allows the change on the day of its decision; from then on it is part of the plan.

    Nobody serves on a team before that day.
    """
    _require_decider(change, by)
    lock(change)
    require_step(change, PlanChange.Status.APPROVED)
    require_ready(why_not_approve(by, change))
    require_past("decided_on", on, since=change.applied_on, fact=_("applied for on"))
    with acting(by, plan_change=change.pk):
        _CARRIED_OUT[change.kind](change, by, on)
    move(change, PlanChange.Status.APPROVED, by=by, decided_by=by, decided_on=on)
    _tell_applicant(change, gettext_lazy("Approved: %(what)s (%(round)s)"))
    return change


@all_or_nothing
def return_change(change: PlanChange, *, by: User, reason: str) -> PlanChange:
    """The leading group does not allow the change; who still wants one applies anew."""
    _require_decider(change, by)
    reason = require_reason(reason)
    facts: dict[str, Any] = {"decided_by": by, "decided_on": today(), "opinion": reason}
    move(change, PlanChange.Status.RETURNED, by=by, reason=reason, **facts)
    _tell_applicant(change, gettext_lazy("Returned: %(what)s (%(round)s)"))
    return change


def _require_decider(change: PlanChange, by: User) -> None:
    words = _("Only the leading group decides on a change of a plan, and nobody on one they applied for.")
    require(may_take(PlanChange.objects.decidable_by, by, change), words)


def _form(change: PlanChange, by: User, on: date) -> None:
    set_up_team(change.round, by=by, number=change.number, formed_on=on)


def _assign(change: PlanChange, by: User, on: date) -> None:
    kind, mode = change.inspection_kind, change.inspection_mode
    give_organization(change.team, by=by, organization=change.organization, kind=kind, mode=mode)


def _withdraw(change: PlanChange, by: User, on: date) -> None:
    planned = change.team.inspections.filter(organization=change.organization).first()
    if planned is None:
        raise IllegalStep(_("%(organization)s is out of the plan already.") % {"organization": change.organization})
    take_organization_out(planned, by=by)


def _post(change: PlanChange, by: User, on: date) -> None:
    first = max(change.posted_on, on)
    enter_posting(change.team, by=by, person=change.person, role=change.role, on=first)


_CARRIED_OUT: dict[str, Callable[[PlanChange, User, date], None]] = {
    Kind.TEAM: _form,
    Kind.ORGANIZATION: _assign,
    Kind.WITHDRAWAL: _withdraw,
    Kind.POSTING: _post,
}


def _tell_applicant(change: PlanChange, subject: Any) -> None:
    tell(
        [change.applied_by],
        kind="plan_change.decided",
        subject=subject,
        url=change.get_absolute_url(),
        what=change,
        round=change.round,
    )
