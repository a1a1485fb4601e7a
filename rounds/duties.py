"""What rounds make people owe, each by a day of the plan."""

from datetime import date

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from core.workdays.reckoning import today
from rounds.deadlines.kinds import Owner, register
from rounds.deadlines.obligations import meet, open_obligation
from rounds.models import Inspection, Round
from rounds.returns import RETURNED_ROUND

APPROVE_PLAN = register(
    "approve_plan", _("Approve the plan of a round"), owner=Owner.LEADING_GROUP, page="rounds:round"
)
MEND_PLAN = register("mend_plan", _("Mend a returned plan of a round"), owner=Owner.OFFICE, page="rounds:round")
BEGIN_FIELD_STAGE = register(
    "begin_field_stage", _("Begin the field stage of a round"), owner=Owner.OFFICE, page="rounds:round"
)
END_FIELD_STAGE = register(
    "end_field_stage", _("End the field stage of a round"), owner=Owner.OFFICE, page="rounds:round"
)
ENTER_ORGANIZATION = register(
    "enter_organization", _("Enter an organization"), owner=Owner.TEAM_LEADER, page="rounds:inspection"
)
ANSWER_INSTRUCTION = register(
    "answer_instruction", _("Answer an instruction"), owner=Owner.OFFICE, page="rounds:instruction"
)
ANSWER_LEAD_INSTRUCTION = register(
    "answer_lead_instruction",
    _("Answer an instruction on a lead"),
    owner=Owner.LEAD_HANDLER,
    page="rounds:instruction",
    confidential=True,
)


def plan_changed(round: Round) -> None:
    """A plan that was returned is mended by the first change of it, its teams, their people or their organizations.

    The caller has locked the round, or it could be submitted meanwhile.
    """
    if round.status == Round.Status.PREPARING and not RETURNED_ROUND.is_unmended(round):
        meet(MEND_PLAN, round, today())


def owe_approval(round: Round) -> None:
    """The leading group owes its decision on a plan that was submitted, by the day the round starts on."""
    meet(MEND_PLAN, round, today())
    title = gettext_lazy("Approve the plan of %(round)s")
    _owe(APPROVE_PLAN, round, title, today(), round.starts_on)


def owe_mending(round: Round) -> None:
    """The office owes the mending of a plan that was returned; until then there is nothing to approve."""
    title = gettext_lazy("Mend the plan of %(round)s, which was returned")
    _owe(MEND_PLAN, round, title, today(), round.starts_on)


def owe_beginning(round: Round) -> None:
    """The office owes the beginning of the field stage of an approved round."""
    title = gettext_lazy("Begin the field stage of %(round)s")
    _owe(BEGIN_FIELD_STAGE, round, title, round.approved_on, round.starts_on)


def owe_field_stage(round: Round) -> None:
    """The office owes the end of a field stage that has begun, and each team leader the entries."""
    title = gettext_lazy("End the field stage of %(round)s")
    _owe(END_FIELD_STAGE, round, title, round.started_on, round.field_ends_on)
    planned = Inspection.objects.filter(team__round=round, status=Inspection.Status.PLANNED)
    for inspection in planned.select_related("organization"):
        owe_entry(inspection, round)


def owe_entry(inspection: Inspection, round: Round) -> None:
    """The team's leader owes the entry once the field stage has begun, by the first day of the plan."""
    if round.status != Round.Status.ON_SITE:
        return
    open_obligation(
        ENTER_ORGANIZATION,
        inspection,
        gettext_lazy("Record the entry into %(organization)s"),
        {"organization": inspection.organization},
        inspection=inspection,
        from_on=min(today(), round.starts_on),
        due_on=round.starts_on,
    )


def _owe(kind: str, round: Round, title, from_on: date, due_on: date) -> None:
    open_obligation(kind, round, title, {"round": round}, round=round, from_on=min(from_on, due_on), due_on=due_on)
