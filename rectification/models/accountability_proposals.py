"""Accountability that an assessment proposes; a person records what was decided, or dismisses it with a reason."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField

from .accountability import Accountability
from .assessment_schemes import Grade
from .assessments import Assessment

WAITS = Q(accountability__isnull=True, dismissed_on__isnull=True)


class AccountabilityProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds, but for organizations they are recused from."""
        reach = reach_of(user)
        if not reach.reads_all:
            return self.none()
        return self.filter(reach.of_inspections("assessment__hand_over__inspection"))

    def waiting(self):
        """Those nobody decided on."""
        return self.filter(WAITS)

    def waiting_first(self):
        """What is to be decided first, then the latest."""
        return self.order_by(Case(When(WAITS, then=0), default=1), "-proposed_on", "-pk")

    def decidable_by(self, user):
        """The office, but for organizations of their own."""
        reach = reach_of(user)
        if not reach.may(Right.HAND_OVER):
            return self.none()
        barred = {"assessment__hand_over__inspection__organization__in": reach.organizations}
        return self.visible_to(user).waiting().exclude(**barred)


@tracked()
class AccountabilityProposal(models.Model):
    """That somebody be held to account for how an assessment came out; it waits until people have decided."""

    assessment = models.OneToOneField(
        Assessment, models.PROTECT, related_name="proposal", verbose_name=_("assessment of rectification")
    )
    proposed_on = models.DateField(_("proposed on"))
    accountability = models.ForeignKey(
        Accountability,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("accountability that followed"),
    )
    dismissed_on = models.DateField(_("dismissed on"), null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dismissed by"),
    )
    dismissed_why = models.CharField(_("reason of the dismissal"), max_length=500, blank=True)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = AccountabilityProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_on", "-pk"]
        verbose_name = _("proposed accountability")
        constraints = [
            models.CheckConstraint(
                condition=Q(dismissed_on__isnull=True, dismissed_by__isnull=True)
                | (
                    Q(dismissed_on__isnull=False, dismissed_by__isnull=False, accountability__isnull=True)
                    & ~Q(dismissed_why="")
                ),
                name="accountability_proposal_dismissed_wholly",
                violation_error_code="dismissed_why",
                violation_error_message=_("Say why nobody is held to account."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return _("%(organization)s, proposed accountability") % {
            "organization": self.assessment.hand_over.inspection.organization
        }

    def get_absolute_url(self):
        return address_of_row("rectification:accountability_proposal", self.pk)

    @property
    def is_waiting(self) -> bool:
        return self.accountability_id is None and self.dismissed_on is None

    @property
    def reasons(self):
        """What speaks for it, in words."""
        assessment = self.assessment
        told = {"attempt": assessment.attempt, "grade": assessment.get_grade_display(), "score": assessment.score}
        if assessment.grade == Grade.POOR:
            return _("Assessment %(attempt)s of the rectification: %(grade)s (%(score)s points)") % told
        return _("Assessed as %(grade)s once more after a second rectification (%(score)s points)") % told

    @property
    def state(self):
        """What became of it, in words."""
        if self.accountability_id:
            return _("Held to account")
        return _("Nobody held to account") if self.dismissed_on else _("Waiting")
