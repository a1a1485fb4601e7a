"""The register of advice to departments, with the steps of both sides."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.register import Register, Words, keep
from core.workflow.steps import Asks, Command, Step, Task
from rectification import duties
from rectification.models import SectorAdvice
from rectification.permissions import can_keep_follow_up, follows_advice
from rectification.sector_advice import forms, services
from rectification.sector_advice.bodies import AdviceAnswerBody, AdviceReturnBody
from rectification.sector_advice.filters import SectorAdviceFilter
from rectification.sector_advice.tables import SectorAdviceTable
from rounds.deadlines.obligations import leave_unchecked
from rounds.deadlines.querysets import with_owed_day

advice = SectorAdvice.objects
OF_OFFICE = ("inspection", "items")
"""Facts that the department is not told."""


def _owing_a_receipt(user):
    """What waits for the department's receipt; of what came with a ledger none is owed."""
    return with_owed_day(advice.receiptable_by(user), duties.RECEIPT_ADVICE).filter(owed_on__isnull=False)


def _to_decide(user):
    """Answers that lie with the office; of those of a ledger nobody owes a decision."""
    return with_owed_day(advice.decidable_by(user), duties.DECIDE_ADVICE).filter(owed_on__isnull=False)


ADVICE = keep(
    Register(
        SectorAdvice,
        named="rectification:sector_advice_entry",
        listed="rectification:sector_advice",
        words=Words(
            _("Advice to departments"),
            _("Send advice to a department"),
            _("Change the advice"),
            _("No advice was sent yet."),
            _("Where a problem is found at several organizations, its department is advised to put its sector right."),
        ),
        day="sent_on",
        form=forms.AdviceForm,
        table=SectorAdviceTable,
        filters=SectorAdviceFilter,
        facts=(
            "body",
            "title",
            "sent_on",
            "amount",
            "answer_due_on",
            "text",
            "inspection",
            "items",
            "receipted_on",
            "answered_on",
            "handling",
            "used",
            "returned_on",
            "returned_why",
            "accepted_on",
        ),
        wide=("title", "text", "inspection", "handling", "used", "returned_why"),
        reads=("body", "inspection__organization", "inspection__team__round"),
        links_read={"items": ("finding", "hand_over__inspection__organization")},
        opens=follows_advice,
        may_enter=can_keep_follow_up,
        refuses=services.fits_its_facts,
        follow=services.owe_answer,
        tells=services.send,
        brought=leave_unchecked,
    ),
    Step(
        "receipt",
        pgettext_lazy("sector advice", "Receipt the advice"),
        rows=advice.receiptable_by,
        service=services.receipt_advice,
        confirm=_("Receipt this advice? It is recorded with your name and today's date."),
        done=_("The advice is receipted."),
        task=Task(services.RECEIPT_OWED, _("Read and receipt"), due_on=lambda row: row.owed_on, rows=_owing_a_receipt),
        command=Command("Receipt the advice for the caller's department."),
    ),
    Step(
        "answer",
        _("Answer the advice"),
        rows=advice.answerable_by,
        service=services.answer_advice,
        asks=Asks(
            forms.AnswerForm,
            consequence=_("The inspection office accepts the answer, or returns it with what is to be mended."),
            given=lambda row, user: {"initial": {"handling": row.handling, "used": row.used}},
        ),
        done=_("The advice is answered."),
        primary=lambda row: row.receipted_on is not None,
        task=Task(services.ANSWER_OWED, _("Go and answer"), due_on=lambda row: row.answer_due_on),
        command=Command("Answer the advice for the caller's department.", AdviceAnswerBody),
    ),
    Step(
        "accept_answer",
        pgettext_lazy("sector advice", "Accept the answer"),
        rows=advice.decidable_by,
        service=services.accept_answer,
        confirm=_("Accept this answer? The advice is done with."),
        done=_("The answer is accepted."),
        task=Task(services.DECISION_OWED, _("Go and decide"), due_on=lambda row: row.owed_on, rows=_to_decide),
        command=Command("Accept the answer to advice."),
    ),
    Step(
        "return_answer",
        pgettext_lazy("sector advice", "Return the answer"),
        rows=advice.decidable_by,
        service=services.return_answer,
        asks=Asks(
            forms.ReturnForm,
            consequence=_("The department is told, and owes an answer anew by that day."),
            button=_("Return"),
            danger=True,
        ),
        done=_("The answer is returned."),
        primary=False,
        command=Command("Return the answer to advice with a reason and a new day.", AdviceReturnBody),
    ),
    Step(
        "record_receipt",
        _("Record the receipt from paper"),
        rows=advice.receipts_recordable_by,
        service=services.record_receipt,
        asks=Asks(
            forms.PaperReceiptForm,
            consequence=_("The department owes no receipt any more; that it came on paper stays visible."),
        ),
        done=_("The receipt is recorded."),
        primary=False,
    ),
    Step(
        "record_answer",
        _("Record the answer from paper"),
        rows=advice.recordable_by,
        service=services.record_answer,
        asks=Asks(
            forms.PaperAnswerForm,
            consequence=_("The department owes no answer any more; it is accepted or returned all the same."),
        ),
        done=_("The answer is recorded."),
        primary=False,
    ),
    reads=("body",),
)
