"""What a transferred lead makes its receiving body owe. Titles carry the number only, never what the lead says."""

from django.utils.translation import gettext_lazy

from rectification import deadlines
from rectification.models import Node


def expect_answer(transfer) -> None:
    """The body owes an acknowledgement and, in the end, the result; the transfer shows by when."""
    lead = transfer.lead
    common = {"inspection": lead.inspection, "body": transfer.body, "from_on": transfer.sent_on}
    deadlines.open_obligation(
        Node.ACKNOWLEDGE_TRANSFER,
        transfer,
        gettext_lazy("Acknowledge the transferred lead %(number)s"),
        {"number": lead.number},
        **common,
    )
    answer = deadlines.open_obligation(
        Node.ANSWER_TRANSFER,
        transfer,
        gettext_lazy("Report the result of the transferred lead %(number)s"),
        {"number": lead.number},
        due_on=transfer.due_on,
        **common,
    )
    if transfer.due_on is None:
        transfer.due_on = answer.due_on
        transfer.save(update_fields=["due_on"])


def on_acknowledged(transfer) -> None:
    """The acknowledgement is no longer owed."""
    deadlines.meet(Node.ACKNOWLEDGE_TRANSFER, transfer, transfer.acknowledged_on)


def on_concluded(transfer) -> None:
    """Nothing is owed any more."""
    deadlines.meet(Node.ACKNOWLEDGE_TRANSFER, transfer, transfer.concluded_on)
    deadlines.meet(Node.ANSWER_TRANSFER, transfer, transfer.concluded_on)
