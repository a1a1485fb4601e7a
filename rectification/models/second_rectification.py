"""Second rectification (二次整改): what follows an assessment as ordinary or poor, until it is assessed again."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField

from .assessments import Assessment
from .items import Item, OfItemQuerySet


class SecondRectificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds; the organization, and who follows it."""
        reach = reach_of(user)
        if reach.reads_all:
            return self.filter(reach.of_inspections("assessment__hand_over__inspection"))
        return self.filter(reach.of_organizations("assessment__hand_over__inspection__organization"))

    def under_way(self, as_of):
        """Those ordered by that day and not ended by then."""
        return self.filter(ordered_on__lte=as_of).exclude(ended_on__lte=as_of)

    def reportable_by(self, user):
        """The organization's secretary or liaison files the plan and reports."""
        reach = reach_of(user)
        if not reach.may(Right.REPORT_PROGRESS):
            return self.none()
        mine = {"assessment__hand_over__inspection__organization__in": reach.organizations}
        return self.visible_to(user).filter(**mine)

    def assessable_by(self, user):
        """The office assesses what was reported; nobody acts for both sides."""
        reach = reach_of(user)
        if not reach.may(Right.HAND_OVER):
            return self.none()
        barred = {"assessment__hand_over__inspection__organization__in": reach.organizations}
        again = Assessment.objects.exclude(status=Assessment.Status.DECIDED).values("hand_over")
        return self.visible_to(user).exclude(**barred).exclude(assessment__hand_over__in=again)

    def open_first(self):
        """What is under way first, the latest order before the others."""
        return self.order_by(Case(When(ended_on=None, then=0), default=1), "-ordered_on", "-pk")


@tracked()
class SecondRectification(models.Model):
    """A rectification to be done a second time by a day, after an assessment that was not passed."""

    class Status(models.TextChoices):
        ORDERED = "ordered", _("Awaiting the second plan")
        PLANNED = "planned", _("Rectifying a second time")
        REPORTED = "reported", _("Awaiting the assessment")
        ENDED = "ended", _("Assessed again")

    TONES = {
        Status.ORDERED: "warning",
        Status.PLANNED: "info",
        Status.REPORTED: "warning",
        Status.ENDED: "done",
    }
    STEPS = {
        Status.ORDERED: {Status.PLANNED},
        Status.PLANNED: {Status.REPORTED},
        Status.REPORTED: {Status.ENDED},
        Status.ENDED: set(),
    }
    REACHED_ON = {
        Status.ORDERED: "ordered_on",
        Status.PLANNED: "plan_filed_on",
        Status.REPORTED: "reported_on",
        Status.ENDED: "ended_on",
    }

    assessment = models.OneToOneField(
        Assessment, models.PROTECT, related_name="second", verbose_name=_("assessment of rectification")
    )
    requirements = models.TextField(_("what is required"), max_length=1000)
    ordered_on = models.DateField(_("ordered on"))
    plan_due_on = models.DateField(_("second plan due on"))
    report_due_on = models.DateField(_("second report due on"))
    items = models.ManyToManyField(
        Item,
        through="rectification.SecondItem",
        related_name="second_rectifications",
        verbose_name=_("items to rectify a second time"),
    )
    plan = models.TextField(_("second plan"), max_length=4000, blank=True)
    plan_filed_on = models.DateField(_("second plan filed on"), null=True, blank=True)
    plan_filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("filed by")
    )
    report = models.TextField(_("second report"), max_length=4000, blank=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reported by"),
    )
    ended_on = models.DateField(_("assessed again on"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.ORDERED)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = SecondRectificationQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_on", "-pk"]
        verbose_name = _("second rectification")
        constraints = [
            models.CheckConstraint(
                condition=Q(plan_due_on__gte=F("ordered_on"), report_due_on__gte=F("plan_due_on")),
                name="second_rectification_days_in_order",
                violation_error_code="report_due_on",
                violation_error_message=_("The plan is due before the report, and neither before the order."),
            ),
            models.CheckConstraint(
                condition=Q(status="ordered", plan_filed_on__isnull=True)
                | ~Q(status="ordered") & Q(plan_filed_on__isnull=False),
                name="second_plan_has_its_day",
                violation_error_code="plan_filed_on",
                violation_error_message=_("The second plan needs the day on which it was filed."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["ordered", "planned"], reported_on__isnull=True)
                | Q(status__in=["reported", "ended"], reported_on__isnull=False),
                name="second_report_has_its_day",
                violation_error_code="reported_on",
                violation_error_message=_("The second report needs its day."),
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False) | ~Q(status="ended") & Q(ended_on__isnull=True),
                name="second_rectification_ends_wholly",
                violation_error_code="ended_on",
                violation_error_message=_("It ends on the day it is assessed again."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return _("%(organization)s, second rectification") % {"organization": self.hand_over.inspection.organization}

    def get_absolute_url(self):
        return address_of_row("rectification:second_rectification", self.pk)

    @property
    def hand_over(self):
        """What is rectified a second time."""
        return self.assessment.hand_over

    @property
    def due_on(self):
        """The day of what the organization owes next; None when it owes nothing."""
        days = {self.Status.ORDERED: self.plan_due_on, self.Status.PLANNED: self.report_due_on}
        return days.get(self.Status(self.status))

    @property
    def is_ended(self) -> bool:
        """Whether it is assessed again, and nothing is left to do."""
        return self.status == self.Status.ENDED

    @property
    def awaits(self) -> str:
        """That it is reported and to be assessed; "" where it is not."""
        return self.get_status_display() if self.status == self.Status.REPORTED else ""


@tracked(part_of="second")
class SecondItem(models.Model):
    """An item that is rectified a second time, and what the organization reports to have come of it."""

    second = models.ForeignKey(
        SecondRectification, models.CASCADE, related_name="named", verbose_name=_("second rectification")
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="again", verbose_name=_("item"))
    result = models.TextField(_("second result"), max_length=1000, blank=True)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["second", "item__number"]
        verbose_name = _("item of a second rectification")
        constraints = [
            models.UniqueConstraint(
                fields=["second", "item"],
                name="item_named_once_a_second_time",
                violation_error_code="item",
                violation_error_message=_("This item is named already."),
            )
        ]

    def __str__(self):
        return str(self.item)
