"""The steps people take on rounds, teams and inspections, in their order."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Step, in_state, page, register_steps
from rounds.inspections.conditions import why_not_enter
from rounds.models import Inspection, Round, Team
from rounds.permissions import can_approve_rounds, can_keep_organization, can_keep_rounds, can_record_inspection
from rounds.planning.conditions import (
    why_not_approve,
    why_not_archive,
    why_not_delete,
    why_not_end_field_stage,
    why_not_start,
)
from rounds.teams.conditions import why_not_dissolve

register_steps(
    Round,
    Step(
        name="approve",
        label=_("Approve the plan"),
        url=page("rounds:round_approve"),
        allowed=lambda user, round: can_approve_rounds(user, round) or can_keep_rounds(user),
        applies=in_state(Round.Status.PREPARING),
        blocked=why_not_approve,
    ),
    Step(
        name="delete",
        label=_("Delete the round"),
        url=page("rounds:round_delete"),
        allowed=can_keep_rounds,
        applies=lambda round: round.status == Round.Status.PREPARING and not why_not_delete(None, round),
        primary=False,
        posts=True,
        confirm=_("Delete this round with its plan?"),
    ),
    Step(
        name="start",
        label=_("Begin the field stage"),
        url=page("rounds:round_start"),
        allowed=can_keep_rounds,
        applies=in_state(Round.Status.APPROVED),
        blocked=why_not_start,
    ),
    Step(
        name="return",
        label=_("Return the plan"),
        url=page("rounds:round_return"),
        allowed=can_approve_rounds,
        applies=in_state(Round.Status.APPROVED),
        primary=False,
    ),
    Step(
        name="end",
        label=_("End the field stage"),
        url=page("rounds:round_end"),
        allowed=can_keep_rounds,
        applies=in_state(Round.Status.ON_SITE),
        blocked=why_not_end_field_stage,
    ),
    Step(
        name="rectify",
        label=_("Begin rectification"),
        url=page("rounds:round_rectify"),
        allowed=can_keep_rounds,
        applies=in_state(Round.Status.REPORTING),
    ),
    Step(
        name="archive",
        label=_("Archive the round"),
        url=page("rounds:round_archive"),
        allowed=can_keep_rounds,
        applies=in_state(Round.Status.RECTIFYING),
        blocked=why_not_archive,
        primary=False,
    ),
)

register_steps(
    Team,
    Step(
        name="dissolve",
        label=_("Dissolve the team"),
        url=page("rounds:team_dissolve"),
        allowed=can_keep_rounds,
        applies=lambda team: team.dissolved_on is None,
        blocked=why_not_dissolve,
        primary=False,
    ),
)

register_steps(
    Inspection,
    Step(
        name="enter",
        label=_("Record the entry"),
        url=page("rounds:inspection_enter"),
        allowed=can_record_inspection,
        applies=in_state(Inspection.Status.PLANNED),
        blocked=why_not_enter,
    ),
    Step(
        name="unassign",
        label=_("Take out of the plan"),
        url=page("rounds:inspection_unassign"),
        allowed=lambda user, inspection: can_keep_organization(user, inspection.organization),
        applies=in_state(Inspection.Status.PLANNED),
        primary=False,
        posts=True,
        confirm=_("Take this organization out of the plan of the round?"),
    ),
    Step(
        name="leave",
        label=_("Record the leaving"),
        url=page("rounds:inspection_leave"),
        allowed=can_record_inspection,
        applies=in_state(Inspection.Status.ON_SITE),
        primary=False,
    ),
)
