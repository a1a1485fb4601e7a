"""The register of suggestion letters, and the steps that answer one."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.files.attachments import store_attachments
from core.registers.register import Links, Register, Words, keep
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.guards import require_side, require_text
from core.workflow.saving import lock_row, save_checked
from core.workflow.steps import Asks, Command, Step, Task, may_take
from rectification import duties
from rectification.addressees import tell_of_own
from rectification.letters.bodies import AnswerBody
from rectification.letters.filters import LetterFilter
from rectification.letters.forms import AnswerForm, LetterForm, PaperAnswerForm
from rectification.letters.tables import LetterTable
from rectification.models import SuggestionLetter
from rectification.permissions import can_keep_follow_up, reads_follow_up
from rounds.deadlines import obligations
from rounds.deadlines.obligations import rest_if_late

letters = SuggestionLetter.objects
OWED = gettext_lazy("Answer suggestion letter %(number)s")


def about_its_organization(letter: SuggestionLetter, links: Links) -> None:
    """A letter about an inspection goes to the organization that was inspected; an answer has its day."""
    if letter.answer and not letter.answered_on:
        raise ValidationError({"answered_on": _("Give the day of the answer.")})
    if letter.inspection and letter.inspection.organization_id != letter.organization_id:
        raise ValidationError({"inspection": _("Another organization was inspected there.")})


def owe_answer(letter: SuggestionLetter, by: Actor) -> None:
    """The organization owes an answer by its day, until it is there or the letter is void."""
    owed = obligations.obligation(
        duties.ANSWER_LETTER,
        letter,
        OWED,
        {"number": letter.number},
        inspection=letter.inspection,
        organization=letter.organization,
        from_on=letter.issued_on,
        due_on=letter.answer_due_on,
    )
    obligations.owe_until(owed, done_on=letter.answered_on, is_void=letter.is_void)


def tell_of_letter(letter: SuggestionLetter, by: Actor) -> None:
    """The organization learns that a letter awaits its answer; of one answered already there is nothing to tell."""
    if not letter.answered_on:
        tell_of_own([letter], kind="letter", subject=OWED, number=letter.number)


@all_or_nothing
def answer_letter(
    letter: SuggestionLetter, *, by: Actor, answer: str, files: Sequence[UploadedFile] = ()
) -> SuggestionLetter:
    """The organization answers."""
    require_side(may_take(letters.answerable_by, by, letter))
    return _answer(letter, by=by, answer=answer, files=files, on=today())


@all_or_nothing
def record_answer(
    letter: SuggestionLetter, *, by: Actor, answer: str, on: date, files: Sequence[UploadedFile] = ()
) -> SuggestionLetter:
    """The office records an answer that came on paper on that day."""
    require_side(may_take(letters.recordable_by, by, letter))
    require_past("on", on, since=letter.issued_on, fact=_("issued on"))
    return _answer(letter, by=by, answer=answer, files=files, on=on)


def _answer(letter: SuggestionLetter, *, by: Actor, answer: str, files: Sequence[UploadedFile], on: date):
    lock_row(letter)
    answer = require_text("answer", answer, _("Answer to the letter"))
    save_checked(letter, by=by, answer=answer, answered_on=on)
    with acting(by):
        store_attachments(letter, files, by=by)
        obligations.meet(duties.ANSWER_LETTER, letter, on)
    return letter


LETTERS = keep(
    Register(
        SuggestionLetter,
        named="rectification:letter",
        listed="rectification:letters",
        words=Words(
            gettext_lazy("Suggestion letters"),
            gettext_lazy("Record a letter"),
            gettext_lazy("Change the letter"),
            gettext_lazy("No suggestion letter is recorded yet."),
            gettext_lazy("The office records each letter it issues; the organization answers here."),
        ),
        day="issued_on",
        form=LetterForm,
        table=LetterTable,
        filters=LetterFilter,
        facts=(
            "organization",
            "inspection",
            "issued_on",
            "answer_due_on",
            "text",
            "answered_on",
            "answer",
        ),
        wide=("organization", "inspection", "text", "answer"),
        reads=("organization", "inspection__organization", "inspection__team__round"),
        opens=reads_follow_up,
        may_enter=can_keep_follow_up,
        refuses=about_its_organization,
        follow=owe_answer,
        tells=tell_of_letter,
        brought=rest_if_late,
    ),
    Step(
        "answer",
        gettext_lazy("Answer the letter"),
        rows=letters.answerable_by,
        service=answer_letter,
        asks=Asks(
            AnswerForm,
            title=gettext_lazy("Answer the suggestion letter"),
            consequence=gettext_lazy("The inspection office reads the answer; it cannot be changed afterwards."),
        ),
        done=gettext_lazy("The letter is answered."),
        task=Task(OWED, gettext_lazy("Go and answer"), due_on=lambda letter: letter.answer_due_on),
        command=Command("Answer the letter.", AnswerBody),
    ),
    Step(
        "record_answer",
        gettext_lazy("Record the answer from paper"),
        rows=letters.recordable_by,
        service=record_answer,
        asks=Asks(
            PaperAnswerForm,
            title=gettext_lazy("Record the answer from paper"),
            consequence=gettext_lazy("The organization owes no answer any more."),
        ),
        done=gettext_lazy("The answer is recorded."),
        primary=False,
    ),
    reads=("organization",),
)
