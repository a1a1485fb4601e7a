"""Review of a filed plan by several bodies (五方会审): what they were asked, and the opinion of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField

from .handover import HandOver

OPEN, ENDED = Q(ended_on__isnull=True), Q(ended_on__isnull=False)


class PlanReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leading group: they see what everybody said of a plan."""
        reach = reach_of(user)
        return self.filter(reach.of_inspections("hand_over__inspection")) if reach.reads_all else self.none()

    def open(self):
        """Not decided on yet."""
        return self.filter(OPEN)


@tracked()
class PlanReview(models.Model):
    """One filed plan before several bodies, until the office decides on it.

    `plan` is the plan as it was filed (`rectification.reviews.planned`); what is changed later is none of theirs.
    `reply` is the opinion with which the office accepted or returned it.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("plan", "Accepted")
        RETURNED = "returned", pgettext_lazy("plan", "Returned")

    TONES = {Outcome.ACCEPTED: "success", Outcome.RETURNED: "warning"}

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="plan_reviews", verbose_name=_("hand-over"))
    filed_on = models.DateField(_("plan filed on"))
    plan = models.JSONField(_("plan as filed"), default=list, editable=False)
    asked_on = models.DateField(_("review asked for on"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("review asked for by")
    )
    outcome = models.CharField(_("decision on the plan"), max_length=10, choices=Outcome, blank=True)
    reply = models.TextField(_("reply to the plan"), max_length=30_000, blank=True)
    ended_on = models.DateField(_("decided on"), null=True, blank=True)

    objects = PlanReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("review of a plan")
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over"],
                condition=OPEN,
                name="one_open_review_a_plan",
                violation_error_code="hand_over",
                violation_error_message=_("This plan is under review already."),
            ),
            models.CheckConstraint(
                condition=(OPEN & Q(outcome="")) | (ENDED & ~Q(outcome="")),
                name="review_ends_with_a_decision",
                violation_error_code="outcome",
                violation_error_message=_("A review ends with the decision on the plan, on its day."),
            ),
        ]

    def __str__(self):
        return str(self.hand_over)


class PlanOpinionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leading group all; a body and the posted team what they were asked themselves.

        The organization is told the reply, not who said what.
        """
        reach = reach_of(user)
        inspection = "review__hand_over__inspection"
        if reach.reads_all:
            return self.filter(reach.of_inspections(inspection))
        asked = Q(reviewer=PlanOpinion.Reviewer.TEAM, **{f"{inspection}__in": reach.inspections})
        if reach.body:
            barred = Q(**{f"{inspection}__organization__in": reach.recused_organizations})
            asked |= Q(body=reach.body) & ~barred
        return self.filter(asked)

    def giveable_by(self, user):
        """A body's accounts for their body, the leader of the team or a deputy for it, the office for itself."""
        reach, Reviewer = reach_of(user), PlanOpinion.Reviewer
        led = reach.led_teams | reach.deputy_teams
        theirs = Q(reviewer=Reviewer.TEAM, review__hand_over__inspection__team__in=led)
        if reach.body:
            theirs |= Q(body=reach.body)
        if reach.may(Right.HAND_OVER):
            theirs |= Q(reviewer=Reviewer.OFFICE, review__hand_over__in=HandOver.objects.handled_by(user))
        return self.visible_to(user).filter(theirs)

    def recordable_by(self, user):
        """The office records what a body or the team said on paper."""
        others = self.exclude(reviewer=PlanOpinion.Reviewer.OFFICE)
        return others.filter(review__hand_over__in=HandOver.objects.handled_by(user))


@tracked()
class PlanOpinion(models.Model):
    """What one of those asked says of a plan: agreed, or changes advised; on the whole and on single items.

    Given here by an account, or on paper and recorded by the office with the scan. `on_items` are rows of `number`
    and `text`, by the numbers of the plan as filed.
    """

    class Reviewer(models.TextChoices):
        BODY = "body", _("A body")
        OFFICE = "office", _("Inspection office")
        TEAM = "team", _("Inspection team")

    class Verdict(models.TextChoices):
        AGREED = "agreed", pgettext_lazy("opinion on a plan", "Agreed")
        ADVISED = "advised", _("Changes advised")

    class Status(models.TextChoices):
        ASKED = "asked", _("Opinion awaited")
        GIVEN = "given", _("Opinion given")
        LAPSED = "lapsed", _("Decided without it")

    STEPS = {Status.ASKED: {Status.GIVEN, Status.LAPSED}, Status.GIVEN: set(), Status.LAPSED: set()}
    TONES = {
        Status.ASKED: "warning",
        Status.GIVEN: "success",
        Status.LAPSED: "neutral",
        Verdict.AGREED: "success",
        Verdict.ADVISED: "warning",
    }

    review = models.ForeignKey(PlanReview, models.PROTECT, related_name="opinions", verbose_name=_("review of a plan"))
    reviewer = models.CharField(_("kind of reviewer"), max_length=10, choices=Reviewer)
    body = models.ForeignKey(
        "rounds.Body",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_opinions",
        verbose_name=_("reviewing body"),
    )
    asked_on = models.DateField(_("opinion asked for on"))
    verdict = models.CharField(_("verdict on the plan"), max_length=10, choices=Verdict, blank=True)
    text = models.TextField(_("opinion on the plan"), max_length=2000, blank=True)
    on_items = models.JSONField(_("opinions on single items"), default=list, blank=True, editable=False)
    given_on = models.DateField(_("opinion given on"), null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opinion given by"),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opinion recorded from paper by"),
    )
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.ASKED)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = PlanOpinionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("opinion on a plan")
        indexes = [models.Index(fields=["updated_at", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "reviewer", "body"],
                name="one_opinion_a_reviewer",
                nulls_distinct=False,
                violation_error_code="body",
                violation_error_message=_("This reviewer was asked already."),
            ),
            models.CheckConstraint(
                condition=(Q(reviewer="body") & Q(body__isnull=False)) | (~Q(reviewer="body") & Q(body__isnull=True)),
                name="opinion_of_a_body_names_it",
                violation_error_code="body",
                violation_error_message=_("Say which body; office and team are none."),
            ),
            models.CheckConstraint(
                condition=(Q(given_on__isnull=True) & Q(verdict="", given_by__isnull=True, recorded_by__isnull=True))
                | (
                    Q(given_on__isnull=False)
                    & ~Q(verdict="")
                    & (Q(given_by__isnull=True) | Q(recorded_by__isnull=True))
                    & (Q(given_by__isnull=False) | Q(recorded_by__isnull=False))
                ),
                name="opinion_given_or_recorded",
                violation_error_code="verdict",
                violation_error_message=_("An opinion has a verdict and a day, and one who gave or recorded it."),
            ),
        ]

    def __str__(self):
        told = {"reviewer": self.reviewer_name, "organization": self.review.hand_over}
        return gettext("%(reviewer)s on the plan of %(organization)s") % told

    def get_absolute_url(self):
        return address_of_row("rectification:plan_opinion", self.pk)

    @property
    def reviewer_name(self) -> str:
        """The body by its name, the office, or the team by its number."""
        if self.reviewer == self.Reviewer.TEAM:
            return str(self.review.hand_over.inspection.team)
        return str(self.body or self.get_reviewer_display())

    @property
    def is_on_paper(self) -> bool:
        return self.recorded_by_id is not None

    @property
    def is_settled(self) -> bool:
        """Given, or decided without."""
        return self.status != self.Status.ASKED
