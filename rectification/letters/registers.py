"""The registers of letters, of their templates and of the rules that propose them, and the steps of a letter."""

from django.utils.translation import gettext_lazy as _

from core.registers.register import Register, Words, keep
from core.workflow.steps import Asks, Command, Step, Task
from rectification.accounts import asking_step
from rectification.duties import RECEIPT_LETTER
from rectification.letters import filters, forms, services, tables
from rectification.letters.bodies import AnswerBody
from rectification.models import Letter, LetterRule, LetterTemplate
from rectification.permissions import can_keep_follow_up, reads_follow_up, reads_letter_rules
from rounds.deadlines.obligations import leave_unchecked
from rounds.deadlines.querysets import with_owed_day

letters = Letter.objects


def _owing_a_receipt(user):
    """What waits for this side's receipt, with its day; of letters entered from paper ledgers none is owed."""
    return with_owed_day(letters.receiptable_by(user), RECEIPT_LETTER).filter(owed_on__isnull=False)


LETTERS = keep(
    Register(
        Letter,
        named="rectification:letter",
        listed="rectification:letters",
        words=Words(
            _("Letters to organizations"),
            _("Record a letter"),
            _("Change the letter"),
            _("No letter is recorded yet."),
            _("Begin a letter from its template, or record one from paper; the organization answers here."),
        ),
        day="issued_on",
        form=forms.LetterForm,
        table=tables.LetterTable,
        filters=filters.LetterFilter,
        facts=(
            "kind",
            "organization",
            "inspection",
            "issued_on",
            "answer_due_on",
            "final_on",
            "skipped_why",
            "text",
            "receipted_on",
            "answered_on",
            "answer",
        ),
        wide=("organization", "inspection", "text", "answer", "skipped_why"),
        reads=("organization", "inspection__organization", "inspection__team__round"),
        opens=reads_follow_up,
        may_enter=can_keep_follow_up,
        refuses=services.fits_its_facts,
        follow=services.owe_answer,
        tells=services.issue,
        brought=leave_unchecked,
    ),
    Step(
        "receipt",
        _("Receipt the letter"),
        rows=letters.receiptable_by,
        service=services.receipt_letter,
        confirm=_("Receipt this letter? It is recorded with your name and today's date."),
        done=_("The letter is receipted."),
        task=Task(
            services.RECEIPT_OWED,
            _("Read and receipt"),
            due_on=lambda letter: letter.owed_on,
            rows=_owing_a_receipt,
        ),
        command=Command("Receipt the letter."),
    ),
    Step(
        "answer",
        _("Answer the letter"),
        rows=letters.answerable_by,
        service=services.answer_letter,
        asks=Asks(
            forms.AnswerForm,
            title=_("Answer the letter"),
            consequence=_("The inspection office reads the answer; it cannot be changed afterwards."),
        ),
        done=_("The letter is answered."),
        primary=lambda letter: letter.receipted_on is not None,
        task=Task(services.OWED, _("Go and answer"), due_on=lambda letter: letter.answer_due_on),
        command=Command("Answer the letter.", AnswerBody),
    ),
    Step(
        "record_receipt",
        _("Record the receipt from paper"),
        rows=letters.receipts_recordable_by,
        service=services.record_receipt,
        asks=Asks(
            forms.PaperReceiptForm,
            title=_("Record the receipt from paper"),
            consequence=_("The organization owes no receipt any more; that it came on paper stays visible."),
        ),
        done=_("The receipt is recorded."),
        primary=False,
    ),
    Step(
        "record_answer",
        _("Record the answer from paper"),
        rows=letters.recordable_by,
        service=services.record_answer,
        asks=Asks(
            forms.PaperAnswerForm,
            title=_("Record the answer from paper"),
            consequence=_("The organization owes no answer any more."),
        ),
        done=_("The answer to the letter is recorded."),
        primary=False,
    ),
    asking_step(letters.recordable_by, "organization", "letter"),
    reads=("organization",),
)
TEMPLATES = keep(
    Register(
        LetterTemplate,
        named="rectification:letter_template",
        listed="rectification:letter_templates",
        words=Words(
            _("Templates of letters"),
            _("Enter a version"),
            _("Change the version"),
            _("There is no template."),
            _("Enter the wording that letters of a kind begin with; letters that are issued keep theirs."),
        ),
        day="in_force_on",
        form=forms.TemplateForm,
        table=tables.TemplateTable,
        filters=filters.TemplateFilter,
        facts=("kind", "in_force_on", "text"),
        wide=("text",),
        opens=reads_letter_rules,
        may_enter=can_keep_follow_up,
    )
)
RULES = keep(
    Register(
        LetterRule,
        named="rectification:letter_rule",
        listed="rectification:letter_rules",
        words=Words(
            _("Rules for letters"),
            _("State a rule for letters"),
            _("Change the rule for letters"),
            _("There is no rule, so no letter is proposed."),
            _("Enter from how much of a fact on a letter of the ladder is proposed."),
        ),
        day="in_force_on",
        form=forms.RuleForm,
        table=tables.RuleTable,
        filters=filters.RuleFilter,
        facts=("kind", "fact", "at_least", "amount", "percent", "in_force_on"),
        opens=reads_letter_rules,
        may_enter=can_keep_follow_up,
    )
)
