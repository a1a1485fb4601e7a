"""The registers of letters, of their templates and of the rules that propose them, and the steps of a letter."""

from django.utils.translation import gettext_lazy as _

from core.registers.register import Register, Words, keep
from core.workflow.steps import Asks, Command
from rectification.accounts import asking_step
from rectification.answering.steps import Answers, Receipting, from_paper, of_their_side
from rectification.duties import RECEIPT_LETTER
from rectification.letters import filters, forms, services, tables
from rectification.letters.bodies import AnswerBody
from rectification.models import Letter, LetterRule, LetterTemplate
from rectification.permissions import can_keep_follow_up, reads_follow_up, reads_letter_rules
from rounds.deadlines.obligations import leave_unchecked

letters = Letter.objects


RECEIPT = Receipting(
    label=_("Receipt the letter"),
    confirm=_("Receipt this letter? It is recorded with your name and today's date."),
    done=_("The letter is receipted."),
    task=services.RECEIPT_OWED,
    command="Receipt the letter.",
    service=services.receipt_letter,
    record=services.record_receipt,
    on_paper=_("The organization owes no receipt any more; that it came on paper stays visible."),
)
ANSWER = Answers(
    label=_("Answer the letter"),
    asks=Asks(
        forms.AnswerForm, consequence=_("The inspection office reads the answer; it cannot be changed afterwards.")
    ),
    done=_("The letter is answered."),
    task=services.OWED,
    command=Command("Answer the letter.", AnswerBody),
    service=services.answer_letter,
    record=services.record_answer,
    record_asks=Asks(forms.PaperAnswerForm, consequence=_("The organization owes no answer any more.")),
    recorded=_("The answer to the letter is recorded."),
)
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
        owes=services.owed_answer,
        tells=services.issue,
        brought=leave_unchecked,
    ),
    *of_their_side(letters, RECEIPT, RECEIPT_LETTER, ANSWER),
    *from_paper(letters, RECEIPT, ANSWER),
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
