"""What letters to organizations and advice to departments share: both are receipted, then answered by a day."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from core.models.entries import Entry, EntryQuerySet
from core.workdays.reckoning import today


class AnsweredQuerySet(EntryQuerySet):
    """Sets of both sides; whose these are, the register says by `keepable_by` and `of_side`."""

    def keepable_by(self, user):
        """The office; what was receipted reads for ever as it was receipted."""
        return self.voidable_by(user, standing=False).filter(receipted_on__isnull=True)

    def voidable_by(self, user, *, standing=True):
        """The office, receipted or not."""
        kept = super().keepable_by(user)
        return kept.standing() if standing else kept

    def unanswered(self):
        """Those that stand and lie with the other side: without an answer, or with one that was returned."""
        return self.standing().filter(answered_on__isnull=True)

    def unreceipted(self):
        """Those that stand without a receipt; an answer says as much."""
        return self.unanswered().filter(receipted_on__isnull=True)

    def receiptable_by(self, user):
        """The accounts of the side that it went to receipt."""
        return self.of_side(user).unreceipted()

    def receipts_recordable_by(self, user):
        """The office records a receipt on paper."""
        return self.voidable_by(user).unreceipted()

    def answerable_by(self, user):
        """The accounts of the side that it went to answer."""
        return self.of_side(user).unanswered()

    def recordable_by(self, user):
        """The office records an answer that came on paper."""
        return self.voidable_by(user).unanswered()


class Answered(Entry):
    """Parent of what the office sends under a number and a day, owed a receipt and, by `answer_due_on`, an answer.

    It is receipted here by an account, or on paper by a document; its text is frozen with the receipt. A child has
    `answered_on` and `answer_due_on` in words of its own, `OUT_ON` as the day on which it went out, and the
    constraints of `whole`.
    """

    OUT_ON = ""

    number = models.CharField(_("document number"), max_length=50)
    receipted_on = models.DateField(_("receipted on"), null=True, blank=True, editable=False)
    receipted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("receipted by"),
    )
    receipt_document = models.CharField(_("document of the receipt"), max_length=100, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.number

    @property
    def is_settled(self) -> bool:
        """Whether no answer is owed any more."""
        return self.answered_on is not None or self.is_void

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do on it, for either side."""
        return self.is_settled

    @property
    def is_overdue(self) -> bool:
        return not self.is_settled and self.answer_due_on < today()

    @property
    def is_receipted_on_paper(self) -> bool:
        return self.receipted_on is not None and self.receipted_by_id is None

    @property
    def receipt_way(self):
        """How it was receipted, in words; "" as long as it is not."""
        if self.receipted_on is None:
            return ""
        return _("Receipted on paper") if self.is_receipted_on_paper else _("Receipted here")


def whole(noun: str, verb: str, answer: str, **words: Any) -> list[UniqueConstraint | CheckConstraint]:
    """The constraints of `one_<noun>_a_number`, and that receipt and answer are whole and not before it went out.

    It went out on the day `<verb>_on` and is answered by the text `answer`; `words` say each of them to people.
    """
    out = F(f"{verb}_on")
    on_paper_or_here = Q(receipted_by__isnull=False) | ~Q(receipt_document="")
    return [
        UniqueConstraint(
            fields=["number"],
            condition=Q(voided_on__isnull=True),
            name=f"one_{noun}_a_number",
            violation_error_code="number",
            violation_error_message=words["number"],
        ),
        CheckConstraint(
            condition=Q(answer_due_on__gte=out),
            name=f"{noun}_answered_after_it_is_{verb}",
            violation_error_code="answer_due_on",
            violation_error_message=words["due"],
        ),
        CheckConstraint(
            condition=Q(receipted_on__isnull=True, receipted_by__isnull=True)
            | (Q(receipted_on__isnull=False, receipted_on__gte=out) & on_paper_or_here),
            name=f"{noun}_receipted_wholly",
            violation_error_code="receipt_document",
            violation_error_message=words["receipt"],
        ),
        CheckConstraint(
            condition=Q(answered_on__isnull=True) | (Q(answered_on__gte=out) & ~Q(**{answer: ""})),
            name=f"{noun}_answered_wholly",
            violation_error_code=answer,
            violation_error_message=words["answer_words"],
        ),
    ]
