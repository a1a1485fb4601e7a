"""Handing over (交账): two feedbacks, two receipts, and the items that follow (article, 双反馈 双签收)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right, Role
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.workdays.unrecorded import CameWithLedger
from findings.models import Finding


class HandOverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office, leading group and team by inspection; the organization and its division leader once delivered."""
        reach = reach_of(user)
        mine = reach.of_inspections("inspection")
        if reach.reads_all:
            return self.filter(mine)
        theirs = reach.of_organizations("inspection__organization")
        return self.filter(mine | (theirs & ~models.Q(status=HandOver.Status.PREPARING)))

    def handled_by(self, user):
        """The office's, which records feedbacks, delivers, reviews and closes; nobody acts for both sides.

        Nor does whoever drew or submitted the findings hand them over.
        """
        reach = reach_of(user)
        if not reach.may(Right.HAND_OVER):
            return self.none()
        others = self.visible_to(user).filter(reach.of_others("inspection__organization"))
        return others.exclude(inspection__in=Finding.objects.made_by(user).values("inspection"))

    def assessable_by(self, user):
        """Of these, those whose plan was accepted: how they were rectified is assessed, closed or not."""
        return self.handled_by(user).filter(status__in=HandOver.UNDER_WAY)

    def lacking_day_of_feedback(self, user):
        """Of these, what came with a ledger that does not tell when it was fed back; the office records the day."""
        unknown = {"imported_on__isnull": False, "delivered_on__isnull": True, "status__in": HandOver.UNDER_WAY}
        return self.handled_by(user).filter(**unknown)

    def signable_by(self, user):
        """The party secretary's of the organization, never its liaison's (the article: 书记签收)."""
        reach = reach_of(user)
        signs = Role.SECRETARY in reach.roles and reach.may(Right.SIGN_RECEIPTS)
        return self._of_side(user) if signs else self.none()

    def plannable_by(self, user):
        """The liaison's or secretary's of the organization."""
        return self._of_side(user) if reach_of(user).may(Right.REPORT_PROGRESS) else self.none()

    def _of_side(self, user):
        return self.visible_to(user).filter(inspection__organization__in=reach_of(user).organizations)

    def lacking_feedback(self, side):
        """Those whose feedback of this side is not recorded yet."""
        return self.exclude(feedbacks__side=side)

    def having_feedback(self, side):
        """Those whose feedback of this side is recorded."""
        return self.filter(Exists(Feedback.objects.filter(hand_over=OuterRef("pk"), side=side)))

    def lacking_receipt(self, side):
        """Those whose receipt of this side is not signed yet."""
        signed = self.model._meta.get_field("receipts").related_model.objects.of_feedbacks().filter(side=side)
        return self.exclude(Exists(signed.filter(hand_over=OuterRef("pk"))))


@tracked()
class HandOver(CameWithLedger):
    """The findings of one inspection on their way from the office to the organization."""

    class Status(models.TextChoices):
        PREPARING = "preparing", _("Preparing")
        AWAITING_RECEIPT = "awaiting_receipt", _("Awaiting both receipts")
        AWAITING_PLAN = "awaiting_plan", _("Awaiting the plan")
        PLAN_REVIEW = "plan_review", _("Plan under review")
        RECTIFYING = "rectifying", _("Rectifying")
        CLOSED = "closed", _("Closed out")

    TONES = {
        Status.PREPARING: "neutral",
        Status.AWAITING_RECEIPT: "warning",
        Status.AWAITING_PLAN: "warning",
        Status.PLAN_REVIEW: "info",
        Status.RECTIFYING: "info",
        Status.CLOSED: "done",
    }

    STEPS = {
        Status.PREPARING: {Status.AWAITING_RECEIPT},
        Status.AWAITING_RECEIPT: {Status.AWAITING_PLAN},
        Status.AWAITING_PLAN: {Status.PLAN_REVIEW},
        Status.PLAN_REVIEW: {Status.RECTIFYING, Status.AWAITING_PLAN},
        Status.RECTIFYING: {Status.CLOSED},
        Status.CLOSED: {Status.RECTIFYING},
    }
    UNDER_WAY = (Status.RECTIFYING, Status.CLOSED)
    NOT_CLOSED = tuple(status for status in Status if status != "closed")
    SURELY_BEFORE = ("delivered_on",)
    BEFORE_RECTIFICATION = ("delivered_on", "signed_on", "plan_filed_on", "plan_accepted_on", "focus_ends_on")

    inspection = models.OneToOneField(
        "rounds.Inspection", models.PROTECT, related_name="hand_over", verbose_name=_("inspection")
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    delivered_on = models.DateField(_("fed back on"), null=True, blank=True)
    signed_on = models.DateField(_("both receipts signed on"), null=True, blank=True)
    plan_filed_on = models.DateField(_("plan filed on"), null=True, blank=True)
    plan_accepted_on = models.DateField(_("plan accepted on"), null=True, blank=True)
    focus_ends_on = models.DateField(_("focused rectification ends on"), null=True, blank=True)
    closed_on = models.DateField(_("closed out on"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.PREPARING)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("hand-over")
        indexes = [models.Index(fields=["status"])]

    def __str__(self):
        return str(self.inspection.organization)

    def get_absolute_url(self):
        return address_of_row("rectification:hand_over", self.pk)

    @property
    def came_with_a_ledger(self) -> bool:
        """Entered by an import, already being rectified: its plan was accepted outside this system."""
        return self.plan_accepted_on is None and self.status in self.UNDER_WAY

    def reached_days(self) -> tuple[str, ...]:
        """What a ledger brings is being rectified, so it was fed back, signed for and planned."""
        return self.BEFORE_RECTIFICATION if self.status in self.UNDER_WAY else ()

    @property
    def is_closed(self) -> bool:
        return self.status == self.Status.CLOSED

    def open_obligations(self):
        """What is owed on the hand-over itself now, the most urgent first; its items owe for themselves."""
        return self.inspection.obligations.open().on(self)


class OfHandOverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the hand-overs they belong to."""
        return self.filter(hand_over__in=HandOver.objects.visible_to(user))


class Side(models.TextChoices):
    """To whom is fed back, and so what is signed for: the head in person, or the leadership as a body."""

    HEAD = "head", _("To the head")
    BOARD = "board", _("To the leadership")


_TEXTS = ("assessment", "problems", "advice", "report_to")
NO_PARTS = models.Q(**dict.fromkeys(_TEXTS, ""), report_back_on__isnull=True)
ALL_PARTS = ~models.Q(assessment="") & ~models.Q(problems="") & ~models.Q(advice="") & ~models.Q(report_to="")
ALL_PARTS &= models.Q(report_back_on__isnull=False)


@tracked()
class Feedback(models.Model):
    """One of the two feedbacks: the event, and the opinion as it was given, in its four parts.

    Opinions of before are one text, `opinion`, in place of the parts; and of the event only the day and who gave it is
    known.
    """

    PARTS = ("assessment", "problems", "advice", "report_back_on", "report_to")
    EVENT = ("given_at", "place", "speakers", "attendants")

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="feedbacks", verbose_name=_("hand-over"))
    side = models.CharField(_("side"), max_length=10, choices=Side)
    given_on = models.DateField(_("given on"))
    given_at = models.TimeField(_("time of day"), null=True, blank=True)
    place = models.CharField(_("place of the feedback"), max_length=100, blank=True)
    given_by = models.CharField(_("given by"), max_length=50)
    speakers = models.CharField(_("who spoke"), max_length=200, blank=True)
    attendants = models.TextField(_("who attended"), max_length=500, blank=True)
    opinion = models.TextField(_("opinion"), max_length=2000, blank=True)
    assessment = models.TextField(_("overall judgement"), max_length=2000, blank=True)
    problems = models.TextField(_("main problems"), max_length=50_000, blank=True)
    advice = models.TextField(_("advice"), max_length=4000, blank=True)
    report_back_on = models.DateField(_("report back by"), null=True, blank=True)
    report_to = models.CharField(_("signed by the team"), max_length=100, blank=True)

    objects = OfHandOverQuerySet.as_manager()

    class Meta:
        ordering = ["side", "pk"]
        verbose_name = _("feedback")
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "side"],
                name="one_feedback_a_side",
                violation_error_code="side",
                violation_error_message=_("This feedback is recorded already."),
            ),
            models.CheckConstraint(
                condition=(~models.Q(opinion="") & NO_PARTS) | (models.Q(opinion="") & ALL_PARTS),
                name="opinion_whole_or_in_parts",
                violation_error_code="assessment",
                violation_error_message=_("An opinion has all of its four parts."),
            ),
            models.CheckConstraint(
                condition=models.Q(report_back_on__isnull=True) | models.Q(report_back_on__gte=models.F("given_on")),
                name="reported_back_after_feedback",
                violation_error_code="report_back_on",
                violation_error_message=_("The organization reports back after the feedback, not before."),
            ),
        ]

    def __str__(self):
        return self.get_side_display()

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The four parts in their order, each under its heading, in the language in use; none of an old opinion."""
        if self.opinion:
            return []
        report = _("File the rectification plan by %(day)s.") % {"day": date_format(self.report_back_on)}
        return [
            (str(_("I. Overall judgement")), self.assessment),
            (str(_("II. Main problems")), self.problems),
            (str(_("III. Advice")), self.advice),
            (str(_("IV. Report back")), f"{report}\n{self.report_to}"),
        ]

    @property
    def whole_opinion(self) -> str:
        """The opinion as it is signed for: its parts in their order, or the one text of an old one."""
        return self.opinion or "\n".join(f"{heading}\n{text}" for heading, text in self.parts)
