"""The steps of a change of an approved plan: applied for on the round, the team or the inspection, then decided on."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm, ReasonForm
from core.ui.views.step import give_back
from core.workflow.steps import Asks, Step, Task, register_steps
from personnel.models import PlanChange
from personnel.permissions import can_keep_people
from personnel.plan_changes import services
from personnel.plan_changes.conditions import ENLARGED, STAFFED, why_not_approve
from personnel.plan_changes.forms import FurtherOrganizationForm, FurtherPostingForm, FurtherTeamForm
from rounds.models import Inspection, Round, Team

AWAITING = (PlanChange.Status.AWAITING,)
changes = PlanChange.objects
_CONSEQUENCE = _("The plan is approved. This is put before the leading group; until it approves, nothing changes.")
_SENT = _("Applied for. The leading group decides.")


def _of_user(row, user) -> dict:
    return {"user": user}


def enlarged_teams(user) -> QuerySet:
    """Teams that can be given a further organization, if the leading group allows it."""
    return Team.objects.dissolvable_by(user).filter(round__status__in=ENLARGED)


def staffed_teams(user) -> QuerySet:
    """Teams that further people can be posted to, if the leading group allows it."""
    if not can_keep_people(user):
        return Team.objects.none()
    return Team.objects.visible_to(user).filter(dissolved_on=None, round__status__in=STAFFED)


def removable_inspections(user) -> QuerySet:
    """Inspections that can be taken out of an approved plan, if the leading group allows it."""
    return Inspection.objects.keepable_by(user).filter(team__round__status__in=ENLARGED)


def _applying(name: str, label, form, service, **more) -> Step:
    asks = Asks(form, consequence=_CONSEQUENCE, button=_("Apply"), given=more.pop("given", lambda row, user: {}))
    return Step(
        name, label, primary=False, service=service, asks=asks, done=_SENT, then=lambda row, made: made, **more
    )


OF_ROUND = register_steps(
    Round,
    _applying(
        "apply_team",
        _("Apply for a further team"),
        FurtherTeamForm,
        services.apply_for_team,
        rows=Round.objects.keepable_by,
        states=ENLARGED,
    ),
)
OF_TEAM = register_steps(
    Team,
    _applying(
        "apply_organization",
        _("Apply for a further organization"),
        FurtherOrganizationForm,
        services.apply_for_organization,
        rows=enlarged_teams,
        given=_of_user,
    ),
    _applying(
        "apply_posting",
        _("Apply for a further posting"),
        FurtherPostingForm,
        services.apply_for_posting,
        rows=staffed_teams,
        given=_of_user,
    ),
)
OF_INSPECTION = register_steps(
    Inspection,
    _applying(
        "apply_withdrawal",
        _("Apply to take it out of the plan"),
        ReasonForm,
        services.apply_for_withdrawal,
        rows=removable_inspections,
        states=(Inspection.Status.PLANNED,),
    ),
)
STEPS = register_steps(
    PlanChange,
    Step(
        "approve",
        _("Approve the change"),
        rows=changes.decidable_by,
        states=AWAITING,
        blocked=why_not_approve,
        service=services.approve_change,
        asks=Asks(DayForm, consequence=_("From this day it is part of the plan, with the access it gives.")),
        done=_("The change is approved."),
        task=Task(
            _("Decide on a change of the approved plan of %(round)s"),
            _("Go and decide"),
            facts=lambda change: {"round": change.round},
            detail=str,
        ),
    ),
    Step(
        "return",
        _("Return the change"),
        rows=changes.decidable_by,
        states=AWAITING,
        primary=False,
        service=services.return_change,
        asks=give_back("", _("Nothing of the plan changes. The office may apply anew.")),
        done=_("The change is returned."),
    ),
    reads=("round", "team__round", "organization", "person"),
)
