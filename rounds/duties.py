"""What rounds make people owe. Their days are those of the plan."""

from django.utils.translation import gettext_lazy as _

from rounds.deadlines.kinds import Owner, register

APPROVE_PLAN = register(
    "approve_plan", _("Approve the plan of a round"), owner=Owner.LEADING_GROUP, page="rounds:round"
)
BEGIN_FIELD_STAGE = register(
    "begin_field_stage", _("Begin the field stage of a round"), owner=Owner.OFFICE, page="rounds:round"
)
END_FIELD_STAGE = register(
    "end_field_stage", _("End the field stage of a round"), owner=Owner.OFFICE, page="rounds:round"
)
ENTER_ORGANIZATION = register(
    "enter_organization", _("Enter an organization"), owner=Owner.TEAM_LEADER, page="rounds:inspection"
)
