"""The steps of a transfer: acknowledged, disposed of, concluded by the body that received it."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Asks, Command, Step, Task, register_steps
from findings import duties
from findings.exchange import services
from findings.exchange.answers import CorrectionBody
from findings.exchange.forms import CorrectionForm, DisposalForm, OutcomeForm
from findings.models import Transfer
from rounds.deadlines.querysets import with_owed_day

Status = Transfer.Status
HANDLED = (Status.ACKNOWLEDGED, Status.HANDLING)
transfers = Transfer.objects


def _acknowledgeable(user):
    return with_owed_day(transfers.answerable_by(user), duties.ACKNOWLEDGE_TRANSFER)


def _facts(transfer) -> dict:
    return {"number": transfer.lead.number}


REPORT = Task(
    _("Report on lead %(number)s"),
    _("Go and report"),
    kind=_("Report on leads"),
    listed="findings:transfers",
    facts=_facts,
    due_on=lambda transfer: transfer.due_on,
)

STEPS = register_steps(
    Transfer,
    Step(
        "confirm",
        _("Confirm the transfer"),
        rows=transfers.confirmable_by,
        states=(Status.TOLD,),
        service=services.confirm_transfer,
        locked_after="lead",
        confirm=_("Confirm that this lead was transferred on paper? The receiving body then reads it."),
        done=_("The transfer is confirmed."),
        task=Task(
            _("Confirm the transfer of lead %(number)s told by a ledger"),
            _("Go and confirm"),
            kind=_("Confirm transfers told by ledgers"),
            listed="findings:transfers",
            facts=_facts,
        ),
    ),
    Step(
        "acknowledge",
        _("Acknowledge receipt"),
        rows=transfers.answerable_by,
        states=(Status.SENT,),
        service=services.acknowledge_transfer,
        locked_after="lead",
        done=_("Receipt acknowledged."),
        command=Command("Confirm that the lead was received."),
        confirm=_("Acknowledge that you have received this lead?"),
        task=Task(
            _("Acknowledge lead %(number)s"),
            _("Go and acknowledge"),
            kind=_("Acknowledge leads"),
            listed="findings:transfers",
            rows=_acknowledgeable,
            facts=_facts,
            due_on=lambda transfer: transfer.owed_on,
        ),
    ),
    Step(
        "disposal",
        _("Report a disposal"),
        rows=transfers.answerable_by,
        offered=transfers.taking_disposals_of,
        states=HANDLED,
        service=services.report_disposal,
        locked_after="lead",
        asks=Asks(
            DisposalForm,
            consequence=_(
                "The inspection office sees the method and the day. A further method can be reported later."
            ),
            button=_("Report"),
        ),
        path="disposals/add",
        task=REPORT,
    ),
    Step(
        "outcome",
        _("Report the outcome"),
        rows=transfers.answerable_by,
        offered=transfers.taking_outcomes_of,
        states=HANDLED,
        service=services.report_outcome,
        locked_after="lead",
        asks=Asks(
            OutcomeForm,
            consequence=_("Report each outcome by itself; tick the box with the last one to conclude the lead."),
            button=_("Report"),
        ),
        path="outcomes/add",
        task=REPORT,
    ),
    Step(
        "correct_outcome",
        _("Correct an outcome"),
        rows=transfers.answerable_by,
        offered=transfers.taking_corrections_of,
        states=(*HANDLED, Status.CONCLUDED),
        primary=False,
        service=services.correct_outcome,
        locked_after="lead",
        asks=Asks(
            CorrectionForm,
            consequence=_("What stood before stays readable and counts no more."),
            button=_("Correct"),
            given=lambda row, user: {"transfer": row, "user": user},
        ),
        command=Command(
            "Correct an outcome that was reported; it answers the correction.", CorrectionBody, makes=True
        ),
    ),
    reads=("lead__inspection", "body"),
)
