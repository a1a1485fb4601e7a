"""Working papers: one matter, one paper (docs/domain.md, working papers). They never contain leads."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.addresses import address_of_row
from core.names.matching import matching
from core.trail.history import rows_written, written_here
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.workdays.reckoning import today
from core.workflow.returns import with_opinion
from findings.models.numbers import counted
from personnel.models import Posting, Recusal, User
from rounds.models import Inspection

from .leads import Lead
from .returned import given_back, with_return


class WorkingPaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The team's own while it is posted; office and leading group all. The inspected organization none."""
        return self.filter(reach_of(user).of_inspections("inspection"))

    def with_words(self, words):
        """Those whose number, title or facts have the words."""
        return self.filter(matching(words, "number", "title", "facts"))

    def awaiting_review(self):
        return self.filter(status__in=[WorkingPaper.Status.SUBMITTED, WorkingPaper.Status.REVIEWED])

    def changeable_by(self, user):
        """The whole team works on its papers: while it works, and as long as it stands on what was given back."""
        ours = self.visible_to(user).filter(inspection__in=reach_of(user).inspections)
        return ours.filter(Q(inspection__status__in=Inspection.WORKING) | Q(pk__in=given_back(WorkingPaper)))

    def begun_by(self, user):
        """Of these, the user's own: begun and not submitted, or returned to them."""
        if not reach_of(user).inspections:
            return with_return(self.none())
        theirs = with_return(self.changeable_by(user).filter(written_by__in=user.own_accounts))
        return with_opinion(theirs, WorkingPaper.Status.DRAFT)

    def reviewable_by(self, user):
        """A deputy's, but for those they handled, or wrote or changed themselves."""
        reach = reach_of(user)
        if not reach.deputy_teams:
            return self.none()
        deputized = self.filter(inspection__team__in=reach.deputy_teams)
        return deputized._unsigned_by(user).filter(_by_others(user))

    def approvable_by(self, user):
        """A leader's, but for those they handled or reviewed; of their own, only what somebody else reviewed."""
        reach = reach_of(user)
        if not reach.led_teams:
            return self.none()
        led = self.filter(inspection__team__in=reach.led_teams)._unsigned_by(user)
        by_another = Q(reviewed_by__isnull=False) & ~Q(reviewed_by__in=user.own_accounts)
        return led.filter(by_another | Q(reviewed_by=None) & _by_others(user))

    def awaiting_approval_of(self, user):
        """Of these, what a deputy has reviewed, and what no deputy can review."""
        if not reach_of(user).led_teams:
            return self.none()
        reviewed = Q(status=WorkingPaper.Status.REVIEWED)
        return self.approvable_by(user).filter(reviewed | ~Exists(_reviewers()))

    def returnable_by(self, user):
        """The leader's, and a deputy's as long as the review is theirs."""
        reach = reach_of(user)
        reviewing = Q(status=WorkingPaper.Status.SUBMITTED, inspection__team__in=reach.deputy_teams)
        ours = self.visible_to(user).filter(inspection__in=reach.inspections)
        return ours.filter(reviewing | Q(inspection__team__in=reach.led_teams))

    def drawable_by(self, user):
        """Anyone of the team draws findings and leads from its papers, while it works."""
        ours = self.visible_to(user).filter(inspection__in=reach_of(user).inspections)
        return ours.filter(inspection__status__in=Inspection.WORKING)

    def undrawn_by(self, user):
        """Of these, the user's own without a finding yet, or a lead of theirs; leads of others are not told."""
        if not reach_of(user).inspections:
            return self.none()
        theirs = self.drawable_by(user).filter(written_by__in=user.own_accounts, findings=None)
        own_leads = Lead.objects.visible_to(user).filter(written_by__in=user.own_accounts).exclude(paper=None)
        return theirs.exclude(pk__in=own_leads.values("paper"))

    def _unsigned_by(self, user):
        ours = self.visible_to(user).filter(inspection__in=reach_of(user).inspections)
        return ours.exclude(signatures__person__in=user.own_persons)


def _by_others(user) -> Q:
    """Neither written nor changed by this person, under whichever account."""
    changed = rows_written(WorkingPaper, WorkingPaper.Status.DRAFT, user.own_accounts)
    return ~Q(written_by__in=user.own_accounts) & ~Q(pk__in=changed)


def _reviewers() -> QuerySet:
    """Postings of the deputies who can review the paper of the outer query: not among its writers or handlers."""
    paper = OuterRef(OuterRef("pk"))
    signed = PaperHandler.objects.filter(paper=paper)
    recused = Recusal.objects.in_force().filter(organization=OuterRef(OuterRef("inspection__organization")))
    author = User.pgh_event_model.objects.filter(pgh_obj=OuterRef(OuterRef("written_by")))
    changed = written_here(WorkingPaper, WorkingPaper.Status.DRAFT).filter(pgh_obj=OuterRef(OuterRef(OuterRef("pk"))))
    changers = User.pgh_event_model.objects.filter(pgh_obj__in=changed.values("by"))
    return (
        Posting.objects.filter(team=OuterRef("inspection__team"), role=Posting.Role.DEPUTY)
        .current(today())
        .signing_in()
        .exclude(person__in=signed.values("person"))
        .exclude(person__in=recused.values("person"))
        .exclude(person__in=author.exclude(person=None).values("person"))
        .exclude(person__in=changers.exclude(person=None).values("person"))
    )


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
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = WorkingPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("working paper")
        indexes = [
            models.Index(fields=["updated_at", "id"]),
            models.Index(fields=["status"]),
            counted("paper_numbers"),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return address_of_row("findings:paper", self.pk)


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
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "person"],
                name="handler_once_a_paper",
                violation_error_code="person",
                violation_error_message=_("This person handles this paper already."),
            )
        ]

    def __str__(self):
        return str(self.person)
