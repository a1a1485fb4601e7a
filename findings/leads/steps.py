"""The steps of a lead: filed, decided on, transferred. Lines of the worklist tell its number alone."""

from django.utils.translation import gettext_lazy as _

from core.api.bodies import OpinionBody, ReasonBody
from core.ui.forms import OpinionForm
from core.ui.late_days import late_days
from core.ui.views.step import give_back
from core.workflow.steps import Asks, Command, Step, Task, for_anyone, page, register_steps
from findings.leads import services
from findings.leads.conditions import why_not_file_lead, why_not_return_lead
from findings.leads.forms import LeadInstructionForm, TransferForm
from findings.models import Lead
from findings.returns import RETURNED_LEAD
from rounds.place.lookups import Place

Status = Lead.Status
leads = Lead.objects


def _returned_to(user):
    return leads.begun_by(user).filter(came_back=True)


def _where(lead) -> str:
    return str(lead.inspection)


STEPS = register_steps(
    Lead,
    Step(
        "file",
        _("File for decision"),
        rows=leads.fileable_by,
        states=(Status.DRAFT,),
        blocked=for_anyone(why_not_file_lead),
        service=services.file_lead,
        done=_("Filed for decision."),
        command=Command("The team leader puts a draft before the leading group."),
        confirm=_("File this lead for decision? After that it can be changed only when it is returned."),
        task=Task(
            _("File lead %(number)s for decision"),
            _("Go and file"),
            again=_("Mend lead %(number)s, which was returned"),
            detail=_where,
        ),
    ),
    Step(
        "change",
        _("Change"),
        page("findings:lead_change"),
        rows=leads.changeable_by,
        states=(Status.DRAFT,),
        primary=RETURNED_LEAD.is_unmended,
        task=Task(_("Mend lead %(number)s, which was returned"), _("Go on"), detail=_where, rows=_returned_to),
    ),
    Step(
        "approve",
        _("Approve the transfer"),
        rows=leads.decidable_by,
        states=(Status.FILED,),
        service=services.approve_lead,
        asks=Asks(
            OpinionForm,
            _("Approve the transfer of the lead"),
            _("The lead handler then transfers it to the receiving bodies."),
            _("Approve"),
        ),
        command=Command("Approve the transfer.", OpinionBody),
        task=Task(_("Decide on lead %(number)s"), _("Go and decide"), detail=_where),
    ),
    Step(
        "return",
        _("Return to the team"),
        rows=leads.decidable_by,
        states=(Status.FILED,),
        blocked=for_anyone(why_not_return_lead),
        primary=False,
        service=services.return_lead,
        asks=give_back(_("Return the lead"), _("The team can change it again and must file it anew.")),
        command=Command("Back to the team.", ReasonBody),
    ),
    Step(
        "transfer",
        _("Transfer"),
        rows=leads.transferable_by,
        states=(Status.APPROVED,),
        service=services.transfer_lead,
        asks=Asks(
            TransferForm,
            _("Transfer the lead"),
            _("The bodies you choose can then read this lead, and are told by its number."),
            _("Transfer"),
        ),
        done=_("The lead is transferred."),
        task=Task(_("Transfer lead %(number)s"), _("Go and transfer"), detail=_where),
    ),
    Step(
        "instruct",
        _("Record an instruction"),
        rows=leads.transferable_by,
        states=tuple(status for status in Status if status != Status.DRAFT),
        primary=False,
        service=services.record_lead_instruction,
        asks=Asks(
            LeadInstructionForm,
            _("Record an instruction on the lead"),
            _("It is as confidential as the lead, and waits for its answer among the instructions."),
        ),
        then=lambda lead, instruction: instruction,
    ),
    late_days(leads.transferable_by, lacking=leads.lacking_day_of_filing, names=("filed_on",), until="referred_on"),
    reads=Place().related,
)
