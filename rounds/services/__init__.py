"""Every change of rounds, teams, organizations and inspections. Page, API, import and task call these alike."""

from .bodies import add_body, update_body
from .inspections import (
    assign_organization,
    enter_organization,
    leave_organization,
    record_feedback,
    unassign_organization,
)
from .organizations import add_organization, update_organization
from .rounds import (
    approve_round,
    archive_round,
    create_round,
    delete_round,
    end_field_stage,
    return_round_plan,
    start_rectification,
    start_round,
    update_round,
)
from .teams import FORMING, dissolve_team, form_team, update_team

__all__ = [
    "FORMING",
    "add_body",
    "add_organization",
    "approve_round",
    "archive_round",
    "assign_organization",
    "create_round",
    "delete_round",
    "dissolve_team",
    "end_field_stage",
    "enter_organization",
    "form_team",
    "leave_organization",
    "record_feedback",
    "return_round_plan",
    "start_rectification",
    "start_round",
    "unassign_organization",
    "update_body",
    "update_organization",
    "update_round",
    "update_team",
]
