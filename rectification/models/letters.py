"""Letters to organizations: suggestions (整改建议书), and the ladder of five (督办、指导、提醒、告诫、问责)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.models.entries import Entry
from core.trail.recording import tracked
from core.workdays.reckoning import today

from .registers import OfOrganizationQuerySet


class LetterKind(models.TextChoices):
    """What a letter does; the ladder follows DOMAIN §2 (临颍五书), the lowest first."""

    SUGGESTION = "suggestion", _("Suggestion letter")
    SUPERVISION = "supervision", _("Letter of supervision")
    GUIDANCE = "guidance", _("Letter of guidance")
    REMINDER = "reminder", _("Letter of reminder")
    WARNING = "warning", _("Letter of warning")
    ACCOUNTABILITY = "accountability", _("Letter of accountability")


LADDER = (
    LetterKind.SUPERVISION,
    LetterKind.GUIDANCE,
    LetterKind.REMINDER,
    LetterKind.WARNING,
    LetterKind.ACCOUNTABILITY,
)


def below(kind: str) -> LetterKind | None:
    """The letter one step down the ladder; None for the lowest, and for what stands on no ladder."""
    place = LADDER.index(LetterKind(kind)) if kind in LADDER else 0
    return LADDER[place - 1] if place else None


def above(kind: str) -> LetterKind | None:
    """The next letter up the ladder, the lowest where there was none (""); None above the last."""
    place = LADDER.index(LetterKind(kind)) + 1 if kind in LADDER else 0
    return LADDER[place] if place < len(LADDER) else None


class LetterQuerySet(OfOrganizationQuerySet):
    def keepable_by(self, user):
        """The office; what was receipted reads for ever as it was receipted."""
        return self.voidable_by(user, standing=False).filter(receipted_on__isnull=True)

    def voidable_by(self, user, *, standing=True):
        """The office, receipted or not."""
        kept = super().keepable_by(user)
        return kept.standing() if standing else kept

    def suggestions(self):
        """Those that suggest, and stand on no ladder."""
        return self.filter(kind=LetterKind.SUGGESTION)

    def of_ladder(self):
        """Those of the ladder of five."""
        return self.filter(kind__in=LADDER)

    def unanswered(self):
        """Those that stand without an answer."""
        return self.standing().filter(answered_on__isnull=True)

    def unreceipted(self):
        """Those that stand without a receipt; an answer says as much."""
        return self.unanswered().filter(receipted_on__isnull=True)

    def answerable_by(self, user):
        """The organization's secretary or liaison answers."""
        return self.of_side(user).unanswered()

    def recordable_by(self, user):
        """The office records an answer that came on paper."""
        return self.voidable_by(user).unanswered()

    def receiptable_by(self, user):
        """The organization's secretary or liaison receipts."""
        return self.of_side(user).unreceipted()

    def receipts_recordable_by(self, user):
        """The office records a receipt on paper."""
        return self.voidable_by(user).unreceipted()


@tracked()
class Letter(Entry):
    """A letter of the office to an organization, issued by a person; the organization owes a receipt and an answer.

    Its text is frozen with the receipt. A letter of warning names a new final day; the days of items stay as they are.
    """

    organization = models.ForeignKey(
        "rounds.Organization", models.PROTECT, related_name="letters", verbose_name=_("party organization")
    )
    inspection = models.ForeignKey(
        "rounds.Inspection",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("inspection"),
        help_text=_("The one whose findings the letter is about; a suggestion may be about none."),
    )
    kind = models.CharField(_("kind of letter"), max_length=20, choices=LetterKind, default=LetterKind.SUGGESTION)
    number = models.CharField(_("document number"), max_length=50)
    issued_on = models.DateField(_("letter issued on"))
    text = models.TextField(_("text of the letter"), max_length=10000)
    answer_due_on = models.DateField(_("answer to the letter due on"))
    final_on = models.DateField(
        _("final day"), null=True, blank=True, help_text=_("Of a letter of warning: by when all must be rectified.")
    )
    skipped_why = models.CharField(
        _("why a step of the ladder is left out"),
        max_length=500,
        blank=True,
        help_text=_("Only where the letter one step below was not issued."),
    )
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
    answered_on = models.DateField(_("letter answered on"), null=True, blank=True)
    answer = models.TextField(_("answer to the letter"), max_length=2000, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        db_table = "rectification_suggestionletter"  # where suggestions stood alone
        ordering = ["-issued_on", "-pk"]
        verbose_name = _("letter to an organization")
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(voided_on__isnull=True),
                name="one_letter_a_number",
                violation_error_code="number",
                violation_error_message=_("A letter of this number is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(answer_due_on__gte=F("issued_on")),
                name="letter_answered_after_it_is_issued",
                violation_error_code="answer_due_on",
                violation_error_message=_("No answer is due before the letter is issued."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | (Q(answered_on__gte=F("issued_on")) & ~Q(answer="")),
                name="letter_answered_wholly",
                violation_error_code="answer",
                violation_error_message=_("An answer has a text, and is not given before the letter is issued."),
            ),
            models.CheckConstraint(
                condition=Q(kind="suggestion") | Q(inspection__isnull=False),
                name="letter_of_the_ladder_has_its_inspection",
                violation_error_code="inspection",
                violation_error_message=_("Say which inspection the letter is about."),
            ),
            models.CheckConstraint(
                condition=Q(kind="warning", final_on__isnull=False, final_on__gte=F("issued_on"))
                | (~Q(kind="warning") & Q(final_on__isnull=True)),
                name="letter_of_warning_has_a_final_day",
                violation_error_code="final_on",
                violation_error_message=_(
                    "A letter of warning names a final day, not before it is issued; no other letter has one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(receipted_on__isnull=True, receipted_by__isnull=True)
                | (
                    Q(receipted_on__isnull=False, receipted_on__gte=F("issued_on"))
                    & (Q(receipted_by__isnull=False) | ~Q(receipt_document=""))
                ),
                name="letter_receipted_wholly",
                violation_error_code="receipt_document",
                violation_error_message=_(
                    "It is not receipted before it is issued; a receipt on paper names its document."
                ),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return address_of_row("rectification:letter", self.pk)

    @property
    def is_settled(self) -> bool:
        """Whether no answer is owed any more."""
        return self.answered_on is not None or self.is_void

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
