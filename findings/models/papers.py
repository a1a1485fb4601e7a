"""Working papers: one matter, one paper (DOMAIN §3, 问题底稿). They never contain leads."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.trail.reading import writers_of
from core.trail.recording import tracked


class WorkingPaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The team's own while it is posted; office and leading group all. The inspected organization none."""
        return self.filter(reach_of(user).of_inspections("inspection"))

    def with_words(self, words):
        """Those whose number, title or facts have the words."""
        return self.filter(Q(number__icontains=words) | Q(title__icontains=words) | Q(facts__icontains=words))

    def awaiting_review(self):
        return self.filter(status__in=[WorkingPaper.Status.SUBMITTED, WorkingPaper.Status.REVIEWED])


@tracked()
class WorkingPaper(models.Model):
    """What a team found out about one matter, with its evidence, signed by two handlers and reviewed."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Awaiting review")
        REVIEWED = "reviewed", _("Awaiting the leader's approval")
        APPROVED = "approved", _("Approved by the leader")

    STEPS = {
        Status.DRAFT: {Status.SUBMITTED},
        Status.SUBMITTED: {Status.REVIEWED, Status.APPROVED, Status.DRAFT},
        Status.REVIEWED: {Status.APPROVED, Status.DRAFT},
        Status.APPROVED: set(),
    }
    TONES = {Status.SUBMITTED: "info", Status.REVIEWED: "info", Status.APPROVED: "success"}

    inspection = models.ForeignKey(
        "rounds.Inspection", models.PROTECT, related_name="papers", verbose_name=_("inspection")
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=50)
    facts = models.TextField(_("facts"), max_length=1000)
    basis = models.TextField(_("basis of the judgement"), max_length=500)
    responsibility = models.TextField(_("responsibility"), max_length=500, blank=True)
    found_on = models.DateField(_("found on"))
    handlers = models.ManyToManyField(
        "personnel.Person",
        through="findings.PaperHandler",
        related_name="papers",
        verbose_name=_("handlers"),
        blank=True,
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_on = models.DateField(_("leader approved on"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.DRAFT)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = WorkingPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("working paper")
        indexes = [models.Index(fields=["updated_at", "id"]), models.Index(fields=["status"])]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return reverse("findings:paper", args=[self.pk])

    @property
    def writers(self) -> set[int]:
        """The accounts of its author and of those who changed what it says, by the trail."""
        return {self.written_by_id, *writers_of(self, self.Status.DRAFT)}


class PaperHandlerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the papers they signed."""
        return self.filter(paper__in=WorkingPaper.objects.visible_to(user))


@tracked(part_of="paper")
class PaperHandler(models.Model):
    """A person's signature under a working paper as one of its handlers (承办人)."""

    paper = models.ForeignKey(WorkingPaper, models.CASCADE, related_name="signatures", verbose_name=_("working paper"))
    person = models.ForeignKey(
        "personnel.Person", models.PROTECT, related_name="signatures", verbose_name=_("handler")
    )

    objects = PaperHandlerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("handler of a paper")
        constraints = [models.UniqueConstraint(fields=["paper", "person"], name="handler_once_a_paper")]

    def __str__(self):
        return str(self.person)
