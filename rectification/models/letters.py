"""Suggestion letters (整改建议书): what the office asks of an organization in writing, and its answer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.models.entries import Entry
from core.trail.recording import tracked
from core.workdays.reckoning import today

from .registers import OfOrganizationQuerySet


class SuggestionLetterQuerySet(OfOrganizationQuerySet):
    def unanswered(self):
        """Those that stand without an answer."""
        return self.standing().filter(answered_on__isnull=True)

    def answerable_by(self, user):
        """The organization's secretary or liaison answers."""
        return self.of_side(user).unanswered()

    def recordable_by(self, user):
        """The office records an answer that came on paper."""
        return self.keepable_by(user).unanswered()


@tracked()
class SuggestionLetter(Entry):
    """A letter that suggests to an organization how to rectify; it owes an answer by a day."""

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
        help_text=_("The one whose findings the letter is about, if there is one."),
    )
    number = models.CharField(_("document number"), max_length=50)
    issued_on = models.DateField(_("letter issued on"))
    text = models.TextField(_("suggestions"), max_length=2000)
    answer_due_on = models.DateField(_("answer to the letter due on"))
    answered_on = models.DateField(_("letter answered on"), null=True, blank=True)
    answer = models.TextField(_("answer to the letter"), max_length=2000, blank=True)

    objects = SuggestionLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        verbose_name = _("suggestion letter")
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
