"""Assessments of how an inspection was rectified (整改成效评估), point by point, decided by a second person."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField

from .assessment_schemes import AssessmentScheme, Criterion, Grade, Veto
from .handover import HandOver


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds; once it is decided the organization and who follows it."""
        reach = reach_of(user)
        if reach.reads_all:
            return self.filter(reach.of_inspections("hand_over__inspection"))
        theirs = reach.of_organizations("hand_over__inspection__organization")
        return self.filter(theirs, status=Assessment.Status.DECIDED)

    def decided(self, as_of=None):
        """Those decided, or decided by that day."""
        decided = self.filter(status=Assessment.Status.DECIDED)
        return decided.filter(decided_on__lte=as_of) if as_of else decided

    def latest(self, as_of):
        """Of those decided by that day, the last of each rectification: an earlier one holds no more."""
        later = self.model._base_manager.filter(
            hand_over=OuterRef("hand_over"), status=Assessment.Status.DECIDED, decided_on__lte=as_of
        )
        return self.decided(as_of).filter(~Exists(later.filter(attempt__gt=OuterRef("attempt"))))

    def revisable_by(self, user):
        """The office mends what was returned; nobody acts for both sides."""
        return self._of_office(user, Right.HAND_OVER)

    def decidable_by(self, user):
        """The leading group, or somebody of the office but not who assessed."""
        reach = reach_of(user)
        right = Right.APPROVE_ROUNDS if reach.may(Right.APPROVE_ROUNDS) else Right.CLOSE_OUT
        return self._of_office(user, right).exclude(assessed_by__in=user.own_accounts)

    def _of_office(self, user, right):
        reach = reach_of(user)
        if not reach.may(right):
            return self.none()
        return self.visible_to(user).filter(reach.of_others("hand_over__inspection__organization"))


@tracked()
class Assessment(models.Model):
    """One assessment of the rectification of one inspection by the version of the scheme it began with."""

    class Status(models.TextChoices):
        AWAITING = "awaiting", _("Awaiting the decision on it")
        RETURNED = "returned", _("Returned")
        DECIDED = "decided", _("Decided")

    TONES = {Status.AWAITING: "warning", Status.RETURNED: "danger", Status.DECIDED: "done"}
    STEPS = {
        Status.AWAITING: {Status.DECIDED, Status.RETURNED},
        Status.RETURNED: {Status.AWAITING},
        Status.DECIDED: set(),
    }

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="assessments", verbose_name=_("hand-over"))
    scheme = models.ForeignKey(
        AssessmentScheme, models.PROTECT, related_name="assessments", verbose_name=_("assessment scheme")
    )
    attempt = models.PositiveSmallIntegerField(_("which assessment"))
    assessed_on = models.DateField(_("assessed on"))
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("assessed by")
    )
    opinion = models.TextField(_("opinion"), max_length=2000)
    score = models.DecimalField(_("points in all"), max_digits=4, decimal_places=1)
    grade = models.CharField(_("grade"), max_length=10, choices=Grade)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decision_opinion = models.TextField(_("opinion on the decision"), max_length=500, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.AWAITING)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-assessed_on", "-pk"]
        verbose_name = _("assessment of rectification")
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "attempt"],
                name="assessment_numbered_once",
                violation_error_code="attempt",
                violation_error_message=_("This assessment is entered already."),
            ),
            models.UniqueConstraint(
                fields=["hand_over"],
                condition=~Q(status="decided"),
                name="one_undecided_assessment",
                violation_error_code="hand_over",
                violation_error_message=_("An assessment of this rectification is not decided yet."),
            ),
            models.CheckConstraint(
                condition=Q(status="decided", decided_on__isnull=False, decided_by__isnull=False)
                | ~Q(status="decided") & Q(decided_on__isnull=True, decided_by__isnull=True),
                name="assessment_decided_wholly",
                violation_error_code="decided_on",
                violation_error_message=_("A decision needs its day and who decided."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("assessed_by")),
                name="assessment_decided_by_another",
                violation_error_code="decided_by",
                violation_error_message=_("Nobody decides on their own assessment."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return _("%(organization)s, assessment %(attempt)s") % {
            "organization": self.hand_over.inspection.organization,
            "attempt": self.attempt,
        }

    def get_absolute_url(self):
        return address_of_row("rectification:assessment", self.pk)

    @property
    def came_back(self) -> bool:
        return self.status == self.Status.RETURNED


class OfAssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the assessments they are of."""
        return self.filter(assessment__in=Assessment.objects.visible_to(user))


@tracked(part_of="assessment")
class AssessmentScore(models.Model):
    """What was deducted by one criterion and why, and the fact that was shown beside it then."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="scores", verbose_name=_("assessment of rectification")
    )
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores", verbose_name=_("criterion"))
    deduction = models.DecimalField(
        _("points deducted"), max_digits=4, decimal_places=1, default=0, validators=[MinValueValidator(0)]
    )
    reason = models.CharField(_("reason of the deduction"), max_length=500, blank=True)
    fact_told = models.CharField(_("fact then"), max_length=200, blank=True)

    objects = OfAssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "criterion__number"]
        verbose_name = _("points by a criterion")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion"],
                name="scored_once_a_criterion",
                violation_error_code="criterion",
                violation_error_message=_("This criterion is scored already."),
            ),
            models.CheckConstraint(
                condition=Q(deduction=0) | Q(deduction__gt=0) & ~Q(reason=""),
                name="deduction_says_why",
                violation_error_code="reason",
                violation_error_message=_("Say why points are deducted."),
            ),
        ]

    def __str__(self):
        return str(self.criterion)

    @property
    def given(self):
        """The points it gets."""
        return self.criterion.points - self.deduction


@tracked(part_of="assessment")
class AppliedVeto(models.Model):
    """A veto that an assessment applies, and why."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="vetoes", verbose_name=_("assessment of rectification")
    )
    veto = models.ForeignKey(Veto, models.PROTECT, related_name="applied", verbose_name=_("veto"))
    reason = models.CharField(_("reason of the veto"), max_length=500)

    objects = OfAssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "veto__number"]
        verbose_name = _("veto applied")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "veto"],
                name="veto_applied_once",
                violation_error_code="veto",
                violation_error_message=_("This veto is applied already."),
            )
        ]

    def __str__(self):
        return str(self.veto)
