"""Findings: problems found, which the inspected organization must rectify."""

from django.db import models
from django.db.models import Q, Subquery
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.names.matching import matching
from core.trail.history import rows_written
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.workdays.unrecorded import CameWithLedger, happened_by, lacks_a_day
from core.workflow.returns import with_opinion
from findings.models.numbers import counted
from personnel.models import Posting
from rounds.models import Inspection

from .returned import with_return


class CategorySchemeQuerySet(models.QuerySet):
    def in_force(self, on):
        """The scheme by which findings of that day are classified, or None before the first."""
        return self.filter(effective_from__lte=on).order_by("-effective_from").first()


@tracked()
class CategoryScheme(models.Model):
    """A taxonomy of findings, kept with its first day: it changes with the period (docs/domain.md, classification)."""

    name = models.CharField(_("name"), max_length=50, unique=True)
    effective_from = models.DateField(_("effective from"))

    objects = CategorySchemeQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_from"]
        verbose_name = _("category scheme")

    def __str__(self):
        return self.name


class CategoryQuerySet(models.QuerySet):
    def of_scheme_in_force(self, on):
        """Those of the scheme by which findings of that day are classified."""
        schemes = CategoryScheme.objects.filter(effective_from__lte=on).order_by("-effective_from")
        return self.filter(scheme=Subquery(schemes.values("pk")[:1]))


@tracked()
class Category(models.Model):
    """A class of findings on the second level, with its first-level title."""

    scheme = models.ForeignKey(CategoryScheme, models.PROTECT, related_name="categories", verbose_name=_("scheme"))
    group = models.CharField(_("first-level category"), max_length=50)
    title = models.CharField(_("second-level category"), max_length=50)
    order = models.PositiveSmallIntegerField(default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "order", "pk"]
        verbose_name = _("category")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "group", "title"],
                name="category_once_a_scheme",
                violation_error_code="title",
                violation_error_message=_("This scheme has this category already."),
            )
        ]

    def __str__(self):
        return f"{self.group} / {self.title}"


class DeadlineKind(models.TextChoices):
    """The kinds of deadline that ledgers use (docs/domain.md, kinds of deadline)."""

    IMMEDIATE = "immediate", _("Immediate rectification")
    FOCUSED = "focused", _("Within the focused rectification period")
    DATED = "dated", _("By a date")
    LASTING = "lasting", _("Lasting")


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The team sees all of its findings; the organization and its division leader only issued ones."""
        reach = reach_of(user)
        mine = reach.of_inspections("inspection")
        if reach.reads_all:
            return self.filter(mine)
        return self.filter(
            mine | (Q(status=Finding.Status.ISSUED) & reach.of_organizations("inspection__organization"))
        )

    def with_words(self, words):
        """Those whose number or text has the words."""
        return self.filter(matching(words, "number", "text"))

    def changeable_by(self, user):
        """The whole team works on its findings, while it works."""
        ours = self.visible_to(user).filter(inspection__in=reach_of(user).inspections)
        return ours.filter(inspection__status__in=Inspection.WORKING)

    def begun_by(self, user):
        """Of these, what the user drew or changed and nobody has submitted, or the office has returned."""
        if not reach_of(user).inspections:
            return with_return(self.none())
        theirs = rows_written(Finding, Finding.Status.DRAFT, user.own_accounts)
        return with_opinion(with_return(self.changeable_by(user).filter(pk__in=theirs)), Finding.Status.DRAFT)

    def submittable_by(self, user):
        """The leader answers for what goes to the office, until the feedback: no later hand-over takes it in."""
        reach = reach_of(user)
        if not reach.led_teams:
            return with_return(self.none())
        theirs = with_return(self.changeable_by(user).filter(inspection__team__in=reach.led_teams))
        return with_opinion(theirs, Finding.Status.DRAFT)

    def returnable_by(self, user):
        """The office's."""
        return self.visible_to(user) if reach_of(user).may(Right.HAND_OVER) else self.none()

    def made_by(self, user):
        """What the user drew, changed as a draft or submitted, under whichever account; only teams do that."""
        if not user.own_persons:
            return self.none()
        own = user.own_accounts
        own_teams = Posting.objects.filter(person__in=user.own_persons).values("team")
        submitted = Finding.pgh_event_model.objects.filter(status=Finding.Status.SUBMITTED, pgh_context__actor__in=own)
        theirs = Q(pk__in=rows_written(Finding, Finding.Status.DRAFT, own)) | Q(pk__in=submitted.values("pgh_obj"))
        return self.filter(theirs, inspection__team__in=own_teams)

    def lacking_day_of_find(self, user):
        """The office's that came with a ledger, which does not tell when the problem was found."""
        return self.returnable_by(user).filter(lacks_a_day("found_on"))

    def issued(self, as_of):
        """Issued to an organization for rectification by that day."""
        return self.filter(happened_by("issued_on", as_of))


@tracked()
class Finding(CameWithLedger):
    """A problem found by a team while inspecting one organization."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted to the office")
        ISSUED = "issued", _("Issued")

    STEPS = {
        Status.DRAFT: {Status.SUBMITTED},
        Status.SUBMITTED: {Status.ISSUED, Status.DRAFT},
        Status.ISSUED: set(),
    }
    TONES = {Status.SUBMITTED: "info", Status.ISSUED: "success"}
    SURELY_BEFORE = ("found_on", "submitted_on", "issued_on")

    inspection = models.ForeignKey(
        "rounds.Inspection", models.PROTECT, related_name="findings", verbose_name=_("inspection")
    )
    paper = models.ForeignKey(
        "findings.WorkingPaper",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name=_("working paper"),
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="findings", verbose_name=_("category"))
    text = models.TextField(_("problem"), max_length=500)
    found_on = models.DateField(_("found on"), null=True)
    deadline_kind = models.CharField(
        _("kind of deadline"), max_length=20, choices=DeadlineKind, default=DeadlineKind.FOCUSED
    )
    due_on = models.DateField(_("to be rectified by"), null=True, blank=True)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.DRAFT)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("finding")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="issued") | Q(issued_on__isnull=False) | Q(imported_on__isnull=False),
                name="issued_finding_has_its_day",
                violation_error_code="issued_on",
                violation_error_message=_("An issued finding needs the day of its issue."),
            ),
            models.CheckConstraint(
                condition=~Q(deadline_kind="dated") | Q(due_on__isnull=False),
                name="dated_finding_has_its_date",
                violation_error_code="due_on",
                violation_error_message=_("Enter the day by which it is to be rectified."),
            ),
        ]
        indexes = [
            models.Index(fields=["updated_at", "id"]),
            models.Index(fields=["status"]),
            models.Index(fields=["issued_on"]),
            counted("finding_numbers"),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return address_of_row("findings:finding", self.pk)

    def reached_days(self) -> tuple[str, ...]:
        """A ledger brings only what was issued."""
        return self.SURELY_BEFORE
