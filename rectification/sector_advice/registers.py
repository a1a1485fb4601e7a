"""The register of advice to departments, with the steps of both sides."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.register import Register, Words, keep
from core.workflow.steps import Asks, Command, Step, Task
from rectification import duties
from rectification.answering.steps import Answers, Receipting, from_paper, of_their_side, owing
from rectification.models import SectorAdvice
from rectification.permissions import can_keep_follow_up, follows_advice
from rectification.sector_advice import forms, services
from rectification.sector_advice.bodies import AdviceAnswerBody, AdviceReturnBody
from rectification.sector_advice.filters import SectorAdviceFilter
from rectification.sector_advice.tables import SectorAdviceTable
from rounds.deadlines.obligations import leave_unchecked

advice = SectorAdvice.objects
OF_OFFICE = ("inspection", "items")
"""Facts that the department is not told."""
RECEIPT = Receipting(
    label=pgettext_lazy("sector advice", "Receipt the advice"),
    confirm=_("Receipt this advice? It is recorded with your name and today's date."),
    done=_("The advice is receipted."),
    task=services.RECEIPT_OWED,
    command="Receipt the advice for the caller's department.",
    service=services.receipt_advice,
    record=services.record_receipt,
    on_paper=_("The department owes no receipt any more; that it came on paper stays visible."),
)
ANSWER = Answers(
    label=_("Answer the advice"),
    asks=Asks(
        forms.AnswerForm,
        consequence=_("The inspection office accepts the answer, or returns it with what is to be mended."),
        given=lambda row, user: {"initial": {"handling": row.handling, "used": row.used}},
    ),
    done=_("The advice is answered."),
    task=services.ANSWER_OWED,
    command=Command("Answer the advice for the caller's department.", AdviceAnswerBody),
    service=services.answer_advice,
    record=services.record_answer,
    record_asks=Asks(
        forms.PaperAnswerForm,
        consequence=_("The department owes no answer any more; it is accepted or returned all the same."),
    ),
    recorded=_("The answer is recorded."),
)
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
        owes=services.owed_answer,
        tells=services.send,
        brought=leave_unchecked,
    ),
    *of_their_side(advice, RECEIPT, duties.RECEIPT_ADVICE, ANSWER),
    Step(
        "accept_answer",
        pgettext_lazy("sector advice", "Accept the answer"),
        rows=advice.decidable_by,
        service=services.accept_answer,
        confirm=_("Accept this answer? The advice is done with."),
        done=_("The answer is accepted."),
        task=Task(
            services.DECISION_OWED,
            _("Go and decide"),
            due_on=lambda row: row.owed_on,
            rows=owing(advice.decidable_by, duties.DECIDE_ADVICE),
        ),
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
    *from_paper(advice, RECEIPT, ANSWER),
    reads=("body",),
)
