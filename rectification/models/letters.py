"""Letters to organizations: suggestions (整改建议书), and the ladder of five (督办、指导、提醒、告诫、问责)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.trail.recording import tracked

from .answered import Answered, AnsweredQuerySet, whole
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


class LetterQuerySet(AnsweredQuerySet, OfOrganizationQuerySet):
    """Letters of both sides: the office keeps them, the secretary or a liaison receipts and answers."""

    def suggestions(self):
        """Those that suggest, and stand on no ladder."""
        return self.filter(kind=LetterKind.SUGGESTION)

    def of_ladder(self):
        """Those of the ladder of five."""
        return self.filter(kind__in=LADDER)


@tracked()
class Letter(Answered):
    """A letter of the office to an organization, issued by a person; the organization owes a receipt and an answer.

    Its text is frozen with the receipt. A letter of warning names a new final day; the days of items stay as they are.
    """

    OUT_ON = "issued_on"

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
    answered_on = models.DateField(_("letter answered on"), null=True, blank=True)
    answer = models.TextField(_("answer to the letter"), max_length=2000, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        db_table = "rectification_suggestionletter"  # where suggestions stood alone
        ordering = ["-issued_on", "-pk"]
        verbose_name = _("letter to an organization")
        constraints = [
            *whole(
                "letter",
                "issued",
                "answer",
                number=_("A letter of this number is entered already."),
                due=_("No answer is due before the letter is issued."),
                receipt=_("It is not receipted before it is issued; a receipt on paper names its document."),
                answer_words=_("An answer has a text, and is not given before the letter is issued."),
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
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def get_absolute_url(self):
        return address_of_row("rectification:letter", self.pk)
