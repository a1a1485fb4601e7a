"""The steps of a transfer: acknowledged, disposed of, concluded by the body that received it."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Step, Task, page, register_steps
from findings.models import Transfer

Status = Transfer.Status
HANDLED = (Status.ACKNOWLEDGED, Status.HANDLING)
transfers = Transfer.objects


def _facts(transfer) -> dict:
    return {"number": transfer.lead.number}


REPORT = Task(
    _("Report on lead %(number)s"),
    _("Go and report"),
    facts=_facts,
    due_on=lambda transfer: transfer.due_on,  # the day of the result, not of the acknowledgement
)

register_steps(
    Transfer,
    Step(
        "acknowledge",
        _("Acknowledge receipt"),
        page("findings:transfer_acknowledge"),
        rows=transfers.answerable_by,
        states=(Status.SENT,),
        posts=True,
        confirm=_("Acknowledge that you have received this lead?"),
        task=Task(_("Acknowledge lead %(number)s"), _("Go and acknowledge"), facts=_facts),
    ),
    Step(
        "disposal",
        _("Report a disposal"),
        page("findings:transfer_disposal"),
        rows=transfers.taking_disposals_of,
        states=HANDLED,
        task=REPORT,
    ),
    Step(
        "outcome",
        _("Report the outcome"),
        page("findings:transfer_outcome"),
        rows=transfers.taking_outcomes_of,
        states=HANDLED,
        task=REPORT,
    ),
    reads=("lead",),
)
