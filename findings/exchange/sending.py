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
from rounds.deadlines.rules import Reckoning, due_on
from rounds.models import Body, Obligation


def send_to(bodies: Iterable[Body], lead: Lead, *, by, on: date) -> list[Transfer]:
    """Write the transfer to each body; it shows by when the result is due, and the body owes it.

    The lead has just moved on from where it was with nobody, so none of them has it already.
    """
    reckoning = _reckoning(lead)
    result_due_on = reckoning.due_on(duties.ANSWER_TRANSFER, on)
    new = [Transfer(lead=lead, body=body, sent_by=by, sent_on=on, due_on=result_due_on) for body in bodies]
    transfers = [save_checked(transfer, by=by, sure=["body"]) for transfer in new]
    obligations.open_all([owed for transfer in transfers for owed in _owed(transfer, reckoning)])
    return transfers


def enter_transfers(bodies: Iterable[Body], lead: Lead, *, by, on: date) -> list[Transfer]:
    """Write transfers that were made on paper, as a ledger tells them. The bodies see them once they are confirmed."""
    result_due_on = due_on(duties.ANSWER_TRANSFER, on, about=lead.inspection)
    told = Transfer.Status.TOLD
    new = [
        Transfer(lead=lead, body=body, sent_by=by, sent_on=on, due_on=result_due_on, status=told) for body in bodies
    ]
    return [save_checked(transfer, by=by) for transfer in new]


def expect_paper_answer(transfer: Transfer) -> None:
    """The body has it on paper: nobody is reminded to acknowledge it; what was due before today waits for a check."""
    expect_answer(transfer)
    obligations.leave_unchecked(transfer)
    obligations.owed_on(transfer, duties.ACKNOWLEDGE_TRANSFER).running().update(paused_on=today())


def expect_answer(transfer: Transfer) -> None:
    """The body owes an acknowledgement and, in the end, the result."""
    obligations.open_all(_owed(transfer, _reckoning(transfer.lead)))


def _reckoning(lead: Lead) -> Reckoning:
    return Reckoning(duties.ACKNOWLEDGE_TRANSFER, duties.ANSWER_TRANSFER, about=lead.inspection)


def _owed(transfer: Transfer, reckoning: Reckoning) -> list[Obligation]:
    lead = transfer.lead
    common = {"inspection": lead.inspection, "body": transfer.body, "from_on": transfer.sent_on}
    titles = {
        duties.ACKNOWLEDGE_TRANSFER: gettext_lazy("Acknowledge the transferred lead %(number)s"),
        duties.ANSWER_TRANSFER: gettext_lazy("Report the result of the transferred lead %(number)s"),
    }
    return [
        obligations.obligation(kind, transfer, title, {"number": lead.number}, **common, reckoning=reckoning)
        for kind, title in titles.items()
    ]
