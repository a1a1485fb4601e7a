"""The steps of a round: planned, submitted, approved, on site, reporting, rectifying, archived.

Beginning and end of the field stage stay on the office's worklist while they are blocked: it is the office that forms
the missing teams and sees to the missing entries, and the reason beside the button says which.
"""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm
from core.ui.late_days import late_days
from core.ui.views.step import give_back
from core.workflow.steps import Asks, Shown, Step, Task, page, register_steps
from rounds.inspections.forms import LeaveForm
from rounds.inspections.open_work import open_work
from rounds.models import Inspection, Round
from rounds.planning import services
from rounds.planning.conditions import (
    why_not_approve,
    why_not_archive,
    why_not_end_field_stage,
    why_not_start,
    why_not_submit,
)
from rounds.planning.plan import plan_of
from rounds.returns import RETURNED_ROUND

Status = Round.Status
rounds = Round.objects


def _named(round) -> dict:
    return {"round": round}


def _theme(round) -> str:
    return round.theme


def _still_on_site(round, user):
    return Inspection.objects.visible_to(user).filter(team__round=round, status=Inspection.Status.ON_SITE)


def _asks_day(consequence) -> Asks:
    return Asks(DayForm, consequence=consequence, button=_("Record"))


STEPS = register_steps(
    Round,
    Step(
        "change",
        _("Change the plan"),
        page("rounds:round_change"),
        rows=rounds.keepable_by,
        states=(Status.PREPARING,),
        primary=RETURNED_ROUND.is_unmended,
        task=Task(
            _("Mend the plan of %(round)s, which was returned"),
            _("Go on"),
            facts=_named,
            detail=_theme,
            due_on=lambda round: round.starts_on,
            rows=rounds.returned_to,
        ),
    ),
    Step(
        "submit",
        _("Submit the plan"),
        rows=rounds.keepable_by,
        states=(Status.PREPARING,),
        blocked=why_not_submit,
        service=services.submit_round,
        confirm=_("Submit this plan to the leading group? Until it is returned nothing of it can be changed."),
        done=_("The plan is submitted to the leading group."),
        task=Task(
            _("Submit the plan of %(round)s"),
            _("Go on"),
            facts=_named,
            detail=_theme,
            due_on=lambda round: round.starts_on,
            rows=rounds.awaiting_submission_by,
        ),
    ),
    Step(
        "approve",
        _("Approve the plan"),
        rows=rounds.approvable_by,
        offered=rounds.offering_approval_to,
        states=(Status.SUBMITTED,),
        blocked=why_not_approve,
        service=services.approve_round,
        asks=Asks(
            DayForm,
            consequence=_("What stands below is approved: these teams, these people, these organizations."),
            button=_("Approve"),
            shows=Shown("rounds/_plan.html", plan_of),
        ),
        done=_("The plan is approved."),
        task=Task(
            _("Approve the plan of %(round)s"),
            _("Go and decide on the plan"),
            facts=_named,
            detail=_theme,
            due_on=lambda round: round.starts_on,
            rows=rounds.approvable_by,
            url=page("rounds:round_approve"),
        ),
    ),
    Step(
        "delete",
        _("Delete the round"),
        rows=rounds.keepable_by,
        offered=rounds.deletable_by,
        states=(Status.PREPARING,),
        primary=False,
        service=services.delete_round,
        confirm=_("Delete this round with its plan?"),
        done=_("The round is deleted."),
        then=lambda round, made: "rounds:rounds",
    ),
    Step(
        "start",
        _("Begin the field stage"),
        rows=rounds.keepable_by,
        states=(Status.APPROVED,),
        blocked=why_not_start,
        service=services.start_round,
        asks=_asks_day(_("The teams can enter their organizations and file working papers.")),
        task=Task(
            _("Begin the field stage of %(round)s"),
            _("Go and move it on"),
            facts=_named,
            detail=_theme,
            due_on=lambda round: round.starts_on,
        ),
    ),
    Step(
        "return",
        _("Return the plan"),
        rows=rounds.approvable_by,
        states=(Status.SUBMITTED, Status.APPROVED),
        primary=False,
        service=services.return_round_plan,
        asks=give_back("", _("The office changes the plan and submits it anew; an approval given is taken back.")),
        done=_("The plan is returned."),
    ),
    Step(
        "end",
        _("End the field stage"),
        rows=rounds.keepable_by,
        states=(Status.ON_SITE,),
        blocked=why_not_end_field_stage,
        service=services.end_field_stage,
        asks=Asks(
            LeaveForm,
            consequence=_(
                "Teams still on site leave their organizations on this day, and no team can be formed any more."
            ),
            button=_("Record"),
            given=lambda round, user: {"unfinished": open_work(user, _still_on_site(round, user))},
        ),
        task=Task(
            _("End the field stage of %(round)s"),
            _("Go and move it on"),
            facts=_named,
            detail=_theme,
            due_on=lambda round: round.field_ends_on,
        ),
    ),
    Step(
        "rectify",
        _("Begin rectification"),
        rows=rounds.keepable_by,
        states=(Status.REPORTING,),
        service=services.start_rectification,
        asks=_asks_day(_("The reports of the round are heard and its organizations rectify what was found.")),
    ),
    Step(
        "archive",
        _("Archive the round"),
        rows=rounds.keepable_by,
        states=(Status.RECTIFYING,),
        blocked=why_not_archive,
        primary=False,
        service=services.archive_round,
        asks=_asks_day(_("The round is closed for good; nothing of its plan or its teams can be changed any more.")),
    ),
    late_days(
        rounds.keepable_by, lacking=rounds.lacking_days, names=("starts_on", "field_ended_on"), until="archived_on"
    ),
)
