"""The steps of a round: approved, on site, reporting, rectifying, archived."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Step, Task, page, register_steps
from rounds.models import Round
from rounds.planning.conditions import (
    why_not_approve,
    why_not_archive,
    why_not_end_field_stage,
    why_not_start,
)

Status = Round.Status
rounds = Round.objects


def _named(round) -> dict:
    return {"round": round}


def _theme(round) -> str:
    return round.theme


register_steps(
    Round,
    Step(
        "approve",
        _("Approve the plan"),
        page("rounds:round_approve"),
        rows=rounds.offering_approval_to,
        states=(Status.PREPARING,),
        blocked=why_not_approve,
        task=Task(
            _("Approve the plan of %(round)s"),
            _("Go and decide on the plan"),
            facts=_named,
            detail=_theme,
            due_on=lambda round: round.starts_on,
            rows=rounds.awaiting_approval_of,
            url=page("rounds:round_approve"),
        ),
    ),
    Step(
        "delete",
        _("Delete the round"),
        page("rounds:round_delete"),
        rows=rounds.deletable_by,
        states=(Status.PREPARING,),
        primary=False,
        posts=True,
        confirm=_("Delete this round with its plan?"),
    ),
    Step(
        "start",
        _("Begin the field stage"),
        page("rounds:round_start"),
        rows=rounds.keepable_by,
        states=(Status.APPROVED,),
        blocked=why_not_start,
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
        page("rounds:round_return"),
        rows=rounds.approvable_by,
        states=(Status.APPROVED,),
        primary=False,
    ),
    Step(
        "end",
        _("End the field stage"),
        page("rounds:round_end"),
        rows=rounds.keepable_by,
        states=(Status.ON_SITE,),
        blocked=why_not_end_field_stage,
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
        page("rounds:round_rectify"),
        rows=rounds.keepable_by,
        states=(Status.REPORTING,),
    ),
    Step(
        "archive",
        _("Archive the round"),
        page("rounds:round_archive"),
        rows=rounds.keepable_by,
        states=(Status.RECTIFYING,),
        blocked=why_not_archive,
        primary=False,
    ),
)
