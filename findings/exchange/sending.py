"""A lead on its way: the transfers to its bodies, and what each body owes from then on.

Titles carry the number only, never what the lead says.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy

from core.workdays.reckoning import today
from core.workflow.saving import save_checked
from findings import duties
from findings.models import Lead, Transfer
from rounds.deadlines import obligations
from rounds.deadlines.rules import due_on
from rounds.models import Body


def send_to(bodies: Iterable[Body], lead: Lead, *, by, on: date) -> list[Transfer]:
    """Write the transfer to each body; it shows by when the result is due, and the body owes it."""
    result_due_on = due_on(duties.ANSWER_TRANSFER, on)
    new = [Transfer(lead=lead, body=body, sent_by=by, sent_on=on, due_on=result_due_on) for body in bodies]
    transfers = [save_checked(transfer, by=by) for transfer in new]
    for transfer in transfers:
        expect_answer(transfer)
    return transfers


def enter_transfers(bodies: Iterable[Body], lead: Lead, *, by, on: date) -> list[Transfer]:
    """Write transfers that were made on paper, as a ledger tells them. The bodies see them once they are confirmed."""
    result_due_on = due_on(duties.ANSWER_TRANSFER, on)
    told = Transfer.Status.TOLD
    new = [
        Transfer(lead=lead, body=body, sent_by=by, sent_on=on, due_on=result_due_on, status=told) for body in bodies
    ]
    return [save_checked(transfer, by=by) for transfer in new]


def expect_paper_answer(transfer: Transfer) -> None:
    """The body has it on paper: nobody is reminded to acknowledge it, nor of a result that was due before today."""
    expect_answer(transfer)
    obligations.pause(duties.ACKNOWLEDGE_TRANSFER, transfer, today())
    if transfer.due_on < today():
        obligations.pause(duties.ANSWER_TRANSFER, transfer, today())


def expect_answer(transfer: Transfer) -> None:
    """The body owes an acknowledgement and, in the end, the result."""
    lead = transfer.lead
    common = {"inspection": lead.inspection, "body": transfer.body, "from_on": transfer.sent_on}
    obligations.open_obligation(
        duties.ACKNOWLEDGE_TRANSFER,
        transfer,
        gettext_lazy("Acknowledge the transferred lead %(number)s"),
        {"number": lead.number},
        **common,
    )
    obligations.open_obligation(
        duties.ANSWER_TRANSFER,
        transfer,
        gettext_lazy("Report the result of the transferred lead %(number)s"),
        {"number": lead.number},
        **common,
    )
