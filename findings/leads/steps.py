"""The steps of a lead: filed, decided on, transferred. Lines of the worklist tell its number alone."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Step, Task, for_anyone, page, register_steps
from findings.leads.conditions import why_not_return_lead
from findings.models import Lead
from rounds.place.lookups import Place

Status = Lead.Status
leads = Lead.objects


def _where(lead) -> str:
    return str(lead.inspection)


register_steps(
    Lead,
    Step(
        "file",
        _("File for decision"),
        page("findings:lead_file"),
        rows=leads.changeable_by,
        states=(Status.DRAFT,),
        posts=True,
        confirm=_("File this lead for decision? After that it can be changed only when it is returned."),
        task=Task(
            _("File lead %(number)s for decision"),
            _("Go and file"),
            again=_("Mend lead %(number)s, which was returned"),
            detail=_where,
            rows=leads.begun_by,
        ),
    ),
    Step(
        "edit",
        _("Edit"),
        page("findings:lead_edit"),
        rows=leads.changeable_by,
        states=(Status.DRAFT,),
        primary=False,
    ),
    Step(
        "approve",
        _("Approve the transfer"),
        page("findings:lead_approve"),
        rows=leads.decidable_by,
        states=(Status.FILED,),
        task=Task(_("Decide on lead %(number)s"), _("Go and decide"), detail=_where),
    ),
    Step(
        "return",
        _("Return to the team"),
        page("findings:lead_return"),
        rows=leads.decidable_by,
        states=(Status.FILED,),
        blocked=for_anyone(why_not_return_lead),
        primary=False,
    ),
    Step(
        "transfer",
        _("Transfer"),
        page("findings:lead_transfer"),
        rows=leads.transferable_by,
        states=(Status.APPROVED,),
        task=Task(_("Transfer lead %(number)s"), _("Go and transfer"), detail=_where),
    ),
    reads=Place().related,
)
