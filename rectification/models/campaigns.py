"""Self-check campaigns (自查自纠): a common problem sent to organizations, and what each reports of itself."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.models.entries import Entry, EntryQuerySet
from core.trail.recording import tracked
from core.workdays.reckoning import today

from .registers import OfOrganizationQuerySet


class CampaignQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds; an organization's side, and who follows it, what was sent to it."""
        if reach_of(user).reads_all:
            return self
        return self.filter(pk__in=SelfCheck.objects.visible_to(user).standing().values("campaign"))

    def keepable_by(self, user):
        """The office."""
        return self.visible_to(user) if reach_of(user).may(Right.HAND_OVER) else self.none()

    def sendable_by(self, user):
        """The office sends what is not void."""
        return self.keepable_by(user).standing()


@tracked()
class Campaign(Entry):
    """A common problem that organizations check themselves for by a day."""

    title = models.CharField(_("title"), max_length=100)
    category = models.ForeignKey(
        "findings.Category", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("category")
    )
    text = models.TextField(_("common problem"), max_length=2000)
    begun_on = models.DateField(_("begun on"))
    report_due_on = models.DateField(_("report due on"))

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "-pk"]
        verbose_name = _("self-check campaign")
        constraints = [
            models.UniqueConstraint(
                fields=["title", "begun_on"],
                condition=Q(voided_on__isnull=True),
                name="one_campaign_a_title_and_day",
                violation_error_code="title",
                violation_error_message=_("A campaign of this title is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(report_due_on__gte=F("begun_on")),
                name="campaign_reported_after_it_begins",
                violation_error_code="report_due_on",
                violation_error_message=_("No report is due before the campaign begins."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of_row("rectification:campaign", self.pk)


class SelfCheckQuerySet(OfOrganizationQuerySet):
    def standing(self):
        """Nor does what was sent of a campaign that is void."""
        return super().standing().filter(campaign__voided_on__isnull=True)

    def reported(self):
        """Those reported on."""
        return self.standing().filter(reported_on__isnull=False)

    def reportable_by(self, user):
        """The organization's secretary or liaison reports once."""
        return self.of_side(user).standing().filter(reported_on__isnull=True)

    def recordable_by(self, user):
        """The office records a report that came on paper."""
        return self.keepable_by(user).standing().filter(reported_on__isnull=True)

    def checkable_by(self, user):
        """The office checks a few of those reported, on the spot."""
        return self.keepable_by(user).reported()


@tracked()
class SelfCheck(Entry):
    """A campaign as one organization has it: sent, reported on by a day, and perhaps checked on the spot."""

    class Verdict(models.TextChoices):
        TRUE = "true", _("As reported")
        MOTIONS = "motions", _("Went through the motions")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="checks", verbose_name=_("campaign"))
    organization = models.ForeignKey(
        "rounds.Organization", models.PROTECT, related_name="self_checks", verbose_name=_("party organization")
    )
    sent_on = models.DateField(_("sent out on"))
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    problems_found = models.PositiveIntegerField(_("problems found"), default=0)
    problems_rectified = models.PositiveIntegerField(_("problems rectified"), default=0)
    funds_returned = models.DecimalField(
        _("funds returned (yuan)"), max_digits=14, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    remark = models.TextField(_("remark"), max_length=1000, blank=True)
    checked_on = models.DateField(_("checked on the spot on"), null=True, blank=True)
    verdict = models.CharField(_("verdict of the spot check"), max_length=10, choices=Verdict, blank=True)
    opinion = models.TextField(_("opinion"), max_length=500, blank=True)

    objects = SelfCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        verbose_name = _("self-check")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organization"],
                condition=Q(voided_on__isnull=True),
                name="campaign_sent_once_an_organization",
                violation_error_code="organization",
                violation_error_message=_("The campaign was sent to this organization already."),
            ),
            models.CheckConstraint(
                condition=Q(problems_rectified__lte=F("problems_found")),
                name="no_more_rectified_than_found",
                violation_error_code="problems_rectified",
                violation_error_message=_("No more problems are rectified than were found."),
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True) | Q(reported_on__gte=F("sent_on")),
                name="self_check_reported_after_sent",
                violation_error_code="reported_on",
                violation_error_message=_("Nothing is reported before the campaign was sent."),
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=False) | Q(problems_found=0, funds_returned=0),
                name="self_check_numbers_have_their_day",
                violation_error_code="reported_on",
                violation_error_message=_("Give the day of the report."),
            ),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, verdict="")
                | (
                    Q(checked_on__isnull=False, reported_on__isnull=False, checked_on__gte=F("reported_on"))
                    & ~Q(verdict="")
                ),
                name="self_check_checked_wholly",
                violation_error_code="verdict",
                violation_error_message=_("A spot check has a day, not before the report, and a verdict."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.organization} {self.campaign}"

    def get_absolute_url(self):
        return address_of_row("rectification:self_check", self.pk)

    @property
    def report(self) -> "SelfCheck | None":
        """What the organization reported; None before it did, when the numbers say nothing."""
        return self if self.reported_on else None

    @property
    def is_settled(self) -> bool:
        """Whether no report is owed any more."""
        return self.reported_on is not None or self.is_void

    @property
    def is_overdue(self) -> bool:
        return not self.is_settled and self.campaign.report_due_on < today()
