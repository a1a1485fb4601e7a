"""What follows from a letter: its organization receipts and answers it, or the office records both from paper."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor
from core.registers.register import Links
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side, require_text
from core.workflow.steps import may_take
from rectification import duties
from rectification.addressees import tell_of_own
from rectification.answering.services import Flow
from rectification.letters.proposing import settle_proposal
from rectification.models import Letter, LetterKind
from rectification.models.letters import below
from rounds.deadlines import obligations
from rounds.models import Obligation

letters = Letter.objects
OWED = gettext_lazy("Answer letter %(number)s")
RECEIPT_OWED = gettext_lazy("Receipt letter %(number)s")
FLOW = Flow(
    duties.RECEIPT_LETTER,
    duties.ANSWER_LETTER,
    went_out=gettext_lazy("issued on"),
    receipted_already=gettext_lazy("This letter is receipted, answered or void already."),
    answered_already=gettext_lazy("This letter is answered or void already."),
)


def fits_its_facts(letter: Letter, links: Links) -> None:
    """A letter goes to the organization that was inspected, up the ladder step by step; an answer has its day."""
    if letter.answer and not letter.answered_on:
        raise ValidationError({"answered_on": _("Give the day of the answer.")})
    if letter.inspection and letter.inspection.organization_id != letter.organization_id:
        raise ValidationError({"inspection": _("Another organization was inspected there.")})
    lower = below(letter.kind)
    if lower is None or letter.skipped_why.strip():
        return
    issued = letters.standing().filter(inspection=letter.inspection_id, kind=lower, issued_on__lte=letter.issued_on)
    if not issued.exists():
        words = _("No “%(kind)s” was issued before. Issue it first, or say here why this step is left out.")
        raise ValidationError({"skipped_why": words % {"kind": LetterKind(lower).label}})


def owed_answer(letter: Letter) -> Obligation | None:
    """What the organization owes, by its day: an answer. None once it is there."""
    return None if letter.answered_on else _owed_answer(letter)


def owe_answer(letter: Letter, by: Actor) -> None:
    """The organization owes an answer by its day, until it is there or the letter is void."""
    obligations.owe_until(_owed_answer(letter), done_on=letter.answered_on, is_void=letter.is_void)


def _owed_answer(letter: Letter) -> Obligation:
    return obligations.obligation(
        duties.ANSWER_LETTER,
        letter,
        OWED,
        {"number": letter.number},
        inspection=letter.inspection,
        organization=letter.organization,
        from_on=letter.issued_on,
        due_on=letter.answer_due_on,
    )


def issue(letter: Letter, by: Actor) -> None:
    """The organization learns of a letter and owes a receipt; what was proposed is settled.

    Of a letter that is answered already there is nothing to tell.
    """
    settle_proposal(letter)
    if letter.answered_on:
        return
    obligations.open_obligation(
        duties.RECEIPT_LETTER,
        letter,
        RECEIPT_OWED,
        {"number": letter.number},
        inspection=letter.inspection,
        organization=letter.organization,
        from_on=letter.issued_on,
    )
    tell_of_own([letter], kind="letter", subject=OWED, number=letter.number)


@all_or_nothing
def receipt_letter(letter: Letter, *, by: Actor) -> Letter:
    """The organization's secretary or liaison receipts the letter."""
    require_side(may_take(letters.receiptable_by, by, letter))
    return FLOW.receipt(letter, by)


@all_or_nothing
def record_receipt(
    letter: Letter, *, by: Actor, on: date, document: str, files: Sequence[UploadedFile] = ()
) -> Letter:
    """The office records a receipt on paper, with its day and the document that shows it."""
    require_side(may_take(letters.receipts_recordable_by, by, letter))
    return FLOW.record_receipt(letter, by, on, document, files)


@all_or_nothing
def answer_letter(letter: Letter, *, by: Actor, answer: str, files: Sequence[UploadedFile] = ()) -> Letter:
    """The organization answers."""
    require_side(may_take(letters.answerable_by, by, letter))
    return FLOW.answer(letter, by, files, answer=_text(answer))


@all_or_nothing
def record_answer(letter: Letter, *, by: Actor, answer: str, on: date, files: Sequence[UploadedFile] = ()) -> Letter:
    """The office records an answer that came on paper on that day."""
    require_side(may_take(letters.recordable_by, by, letter))
    return FLOW.record_answer(letter, by, on, files, answer=_text(answer))


def _text(answer: str) -> str:
    return require_text("answer", answer, _("Answer to the letter"))
