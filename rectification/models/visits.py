"""Visits of joint supervision groups (督查): planned, then made; one checks many items."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.models.entries import Entry, EntryQuerySet
from core.trail.recording import tracked
from core.workdays.reckoning import today

from .supervision import SupervisionGroup


class SupervisionVisitQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds, but for organizations they are recused from; members of the group while it lasts.

        Never the organization, which is not told before; what came of it stands at its items.
        """
        reach = reach_of(user)
        if reach.reads_all:
            barred = reach.recused_organizations
            return self.exclude(inspection__organization__in=barred) if barred else self
        theirs = SupervisionGroup.objects.visible_to(user)
        return self.filter(group__in=theirs.values("pk"), inspection__in=reach.supervised)

    def planned(self):
        """Those that stand and are still to be made."""
        return self.standing().filter(visited_on__isnull=True)

    def keepable_by(self, user):
        """The office plans; nobody acts for both sides."""
        reach = reach_of(user)
        if not reach.may(Right.HAND_OVER):
            return self.none()
        return self.visible_to(user).filter(reach.of_others("inspection__organization"))

    def voidable_by(self, user):
        """The office, before it was made: what a visit found stays."""
        return self.keepable_by(user).planned()

    def falling_to(self, user):
        """Of those still to be made, where the user goes, or is chief."""
        return self.recordable_by(user).of_participant(user)

    def of_participant(self, user):
        """Those on which the user goes, or of whose group they are chief."""
        goes = VisitParticipant.objects.filter(account=user.pk)
        return self.filter(Q(pk__in=goes.values("visit")) | Q(group__chief=user.pk))

    def recordable_by(self, user):
        """Who goes, the chief of the group, or the office from their notes; never the organization itself."""
        reach = reach_of(user)
        planned = self.visible_to(user).planned().filter(reach.of_others("inspection__organization"))
        if reach.may(Right.HAND_OVER):
            return planned
        return planned.of_participant(user)


ANSWERS = ("very_satisfied", "satisfied", "basically_satisfied", "dissatisfied")
SURVEY = ("survey_sent", "survey_returned", *ANSWERS)
NO_SURVEY = Q(**{f"{name}__isnull": True for name in SURVEY})
WHOLE_SURVEY = Q(
    **{f"{name}__isnull": False for name in SURVEY},
    survey_returned__lte=F("survey_sent"),
    survey_returned=F("very_satisfied") + F("satisfied") + F("basically_satisfied") + F("dissatisfied"),
)


@tracked()
class SupervisionVisit(Entry):
    """One visit of a group to an organization (督查): planned, then made; one visit checks many items."""

    class Kind(models.TextChoices):
        MID_TERM = "mid_term", _("Mid-term check")
        FINAL = "final", _("Final check")
        LOOK_BACK = "look_back", _("Look-back on what is closed")

    group = models.ForeignKey(
        SupervisionGroup, models.PROTECT, related_name="visits", verbose_name=_("joint supervision group")
    )
    inspection = models.ForeignKey(
        "rounds.Inspection", models.PROTECT, related_name="supervision_visits", verbose_name=_("inspection")
    )
    kind = models.CharField(_("kind of visit"), max_length=20, choices=Kind)
    planned_on = models.DateField(_("day of the visit"))
    participants = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="rectification.VisitParticipant",
        related_name="supervision_visits",
        verbose_name=_("who goes"),
    )
    others = models.CharField(
        _("others who go"), max_length=100, blank=True, help_text=_("Who has no account, with a comma between names.")
    )
    focus = models.TextField(_("what to look at"), max_length=1000, blank=True)
    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    place = models.CharField(_("place of the check"), max_length=100, blank=True)
    opinion = models.TextField(_("what the visit found as a whole"), max_length=2000, blank=True)
    survey_sent = models.PositiveIntegerField(_("survey forms handed out"), null=True, blank=True)
    survey_returned = models.PositiveIntegerField(_("survey forms returned"), null=True, blank=True)
    very_satisfied = models.PositiveIntegerField(_("very satisfied"), null=True, blank=True)
    satisfied = models.PositiveIntegerField(_("satisfied"), null=True, blank=True)
    basically_satisfied = models.PositiveIntegerField(_("basically satisfied"), null=True, blank=True)
    dissatisfied = models.PositiveIntegerField(_("dissatisfied"), null=True, blank=True)

    objects = SupervisionVisitQuerySet.as_manager()

    class Meta:
        ordering = ["-planned_on", "-pk"]
        verbose_name = _("supervision visit")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "inspection", "planned_on"],
                condition=Q(voided_on__isnull=True),
                name="one_visit_a_group_and_day",
                violation_error_code="planned_on",
                violation_error_message=_("The group visits this organization on that day already."),
            ),
            models.CheckConstraint(
                condition=Q(visited_on__isnull=True) & NO_SURVEY | Q(visited_on__isnull=False) & ~Q(opinion=""),
                name="supervision_visit_told_wholly",
                violation_error_code="opinion",
                violation_error_message=_("Say what the visit found, and on which day it was made."),
            ),
            models.CheckConstraint(
                condition=NO_SURVEY | WHOLE_SURVEY,
                name="survey_adds_up",
                violation_error_code="survey_returned",
                violation_error_message=_(
                    "A survey has all of its numbers; the answers add up to the forms returned, "
                    "and no more are returned than were handed out."
                ),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.inspection.organization} {self.get_kind_display()}"

    def get_absolute_url(self):
        return address_of_row("rectification:supervision_visit", self.pk)

    @property
    def is_settled(self) -> bool:
        """Whether nobody is to go any more."""
        return self.visited_on is not None or self.is_void

    @property
    def is_overdue(self) -> bool:
        return not self.is_settled and self.planned_on < today()

    @property
    def satisfaction(self) -> float | None:
        """How many of those who answered are satisfied or very satisfied, in percent; None without an answer."""
        if not self.survey_returned:
            return None
        return (self.very_satisfied + self.satisfied) * 100 / self.survey_returned


class VisitParticipantQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the visits they go on."""
        return self.filter(visit__in=SupervisionVisit.objects.visible_to(user))


@tracked(part_of="visit")
class VisitParticipant(models.Model):
    """A member of the group who goes on a visit."""

    visit = models.ForeignKey(
        SupervisionVisit, models.CASCADE, related_name="going", verbose_name=_("supervision visit")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="visiting", verbose_name=_("account")
    )

    objects = VisitParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant of a visit")
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "account"],
                name="goes_on_a_visit_once",
                violation_error_code="account",
                violation_error_message=_("This account goes already."),
            )
        ]

    def __str__(self):
        return str(self.account)
