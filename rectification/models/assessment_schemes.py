"""How rectification is assessed (评分方案): criteria of a hundred points, vetoes and grades, in versions."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.models.entries import Entry, EntryQuerySet
from core.trail.recording import tracked

FULL = Decimal(100)
"""What the criteria of a scheme add up to."""


class Grade(models.TextChoices):
    """The grades of an assessment, the best first (DOMAIN §7)."""

    GOOD = "good", pgettext_lazy("grade", "Good")
    FAIR = "fair", _("Fairly good")
    ORDINARY = "ordinary", _("Ordinary")
    POOR = "poor", _("Poor")


GRADES = tuple(Grade)
FAILING = (Grade.ORDINARY, Grade.POOR)
"""What is graded so is rectified a second time (二次整改)."""


class CountedFact(models.TextChoices):
    """What the program counts of a rectification, shown beside a criterion as help."""

    COMPLETION = "completion", _("Rate of completion")
    LATE = "late", _("Overdue items")
    REFUTED = "refuted", _("Items found not as reported")
    RETURNED = "returned", _("Close-outs returned")
    SATISFACTION = "satisfaction", _("Satisfaction of surveys")
    RESULTS = "results", _("Rules made and funds returned")


class AssessmentSchemeQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """The office and the leading group."""
        return self if reach_of(user).reads_all else self.none()

    def unused(self):
        """Those by which nothing was assessed yet: from then on a scheme reads as it read."""
        used = self.model._meta.get_field("assessments").related_model.objects.filter(scheme=OuterRef("pk"))
        return self.filter(~Exists(used))

    def keepable_by(self, user):
        """The office, until it is used; then another version is entered."""
        return self.visible_to(user).unused() if reach_of(user).may(Right.HAND_OVER) else self.none()

    def in_force(self, on):
        """The latest version that holds on this day and whose criteria are entered; None without one."""
        whole = Criterion.objects.order_by().values("scheme").annotate(total=Sum("points")).filter(total=FULL)
        held = self.standing().filter(in_force_on__lte=on, pk__in=whole.values("scheme"))
        return held.order_by("-in_force_on", "-pk").first()


@tracked()
class AssessmentScheme(Entry):
    """One version of the scheme by which rectification is assessed; an assessment keeps the version it began with."""

    name = models.CharField(_("name of the scheme"), max_length=100)
    in_force_on = models.DateField(_("in force from"))
    good_from = models.PositiveSmallIntegerField(
        _("good from (points)"), default=90, validators=[MaxValueValidator(100)]
    )
    fair_from = models.PositiveSmallIntegerField(_("fairly good from (points)"), default=80)
    ordinary_from = models.PositiveSmallIntegerField(_("ordinary from (points)"), default=60)

    objects = AssessmentSchemeQuerySet.as_manager()

    class Meta:
        ordering = ["-in_force_on", "-pk"]
        verbose_name = _("assessment scheme")
        constraints = [
            models.UniqueConstraint(
                fields=["in_force_on"],
                condition=Q(voided_on__isnull=True),
                name="one_scheme_from_a_day",
                violation_error_code="in_force_on",
                violation_error_message=_("A version from this day is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(good_from__gt=F("fair_from"), fair_from__gt=F("ordinary_from"), good_from__lte=100),
                name="grades_one_below_the_other",
                violation_error_code="good_from",
                violation_error_message=_("The better grade begins at more points, and none at more than 100."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of_row("rectification:assessment_scheme", self.pk)

    def grade_of(self, score: Decimal) -> Grade:
        """The grade of so many points, before any veto."""
        return next(grade for grade, points in self.grades_from() if score >= points)

    def grades_from(self) -> list[tuple[Grade, int]]:
        """From how many points on there is which grade, the best first."""
        return list(zip(GRADES, (self.good_from, self.fair_from, self.ordinary_from, 0), strict=True))


class OfSchemeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the schemes they are of; what an assessment says by them, its readers read."""
        return self.filter(scheme__in=AssessmentScheme.objects.visible_to(user))


@tracked(part_of="scheme")
class Criterion(models.Model):
    """What is looked at, and how many points of the hundred it is worth."""

    scheme = models.ForeignKey(
        AssessmentScheme, models.CASCADE, related_name="criteria", verbose_name=_("assessment scheme")
    )
    number = models.PositiveSmallIntegerField(_("criterion number"))
    aspect = models.CharField(_("aspect"), max_length=50)
    text = models.CharField(_("criterion and how points are deducted"), max_length=500)
    points = models.DecimalField(
        _("points"), max_digits=4, decimal_places=1, validators=[MinValueValidator(Decimal("0.5"))]
    )
    fact = models.CharField(_("fact shown beside"), max_length=20, choices=CountedFact, blank=True)

    objects = OfSchemeQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "number"]
        verbose_name = _("criterion")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"],
                name="criterion_number_once",
                violation_error_code="number",
                violation_error_message=_("The scheme has a criterion of this number already."),
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"


@tracked(part_of="scheme")
class Veto(models.Model):
    """What forces a grade whatever the points say (一票否决)."""

    scheme = models.ForeignKey(
        AssessmentScheme, models.CASCADE, related_name="vetoes", verbose_name=_("assessment scheme")
    )
    number = models.PositiveSmallIntegerField(_("veto number"))
    text = models.CharField(_("case of the veto"), max_length=300)
    forces = models.CharField(
        _("grade at best"), max_length=10, choices=[(grade.value, grade.label) for grade in FAILING]
    )

    objects = OfSchemeQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "number"]
        verbose_name = _("veto")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"],
                name="veto_number_once",
                violation_error_code="number",
                violation_error_message=_("The scheme has a veto of this number already."),
            )
        ]

    def __str__(self):
        return self.text
