"""Rounds and the teams formed for them."""

from functools import reduce
from itertools import combinations
from operator import or_

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.history import rows_written
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.workdays.unrecorded import CameWithLedger, happened_by, lacks_a_day
from core.workflow.returns import with_opinion
from rounds.place.words import round_in_words


class InspectionKind(models.TextChoices):
    """What kind of inspection it is (docs/domain.md, inspections)."""

    ROUTINE = "routine", _("Routine")
    SPECIAL = "special", _("Special")
    MOBILE = "mobile", _("Mobile")
    LOOK_BACK = "look_back", _("Look-back")
    ELEVATED = "elevated", _("Elevated")
    CROSS = "cross", _("Cross")
    JOINT = "joint", _("Joint")


class InspectionMode(models.TextChoices):
    """How the city inspects what is the counties' to inspect (docs/domain.md, elevated inspections)."""

    ELEVATED = "elevated", _("Elevated, by the city's own people")
    MIXED = "mixed", _("Cross, by people of city and counties")
    WHOLE_TEAM = "whole_team", _("Cross, by a county's whole team")


def days_in_order(*names: str) -> Q:
    """Whichever of these days are known do not run backwards."""
    unknown_or_later = [
        Q(**{f"{earlier}__isnull": True}) | Q(**{f"{later}__isnull": True}) | Q(**{f"{later}__gte": F(earlier)})
        for earlier, later in combinations(names, 2)
    ]
    return Q(*unknown_or_later)


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read all rounds see each; a team member the rounds of their current teams."""
        reach = reach_of(user)
        own = self.model._base_manager.filter(teams__in=reach.teams)  # apart: rows that are distinct cannot be locked
        return self if reach.reads_all else self.filter(pk__in=own.values("pk"))

    def known(self, as_of):
        """Those that start by that day or have a team by then, and those a ledger brought without saying when."""
        formed = _teams().objects.formed(as_of).filter(round=OuterRef("pk"))
        return self.filter(happened_by("starts_on", as_of) | Q(Exists(formed)))

    def lacking_days(self, user):
        """What came with a ledger that does not tell when it was; the office records the days."""
        return self.keepable_by(user).filter(lacks_a_day("starts_on", "field_ended_on"))

    def keepable_by(self, user):
        """The office plans rounds and moves them on."""
        return self.visible_to(user) if reach_of(user).may(Right.KEEP_ROUNDS) else self.none()

    def deletable_by(self, user):
        """Of these, the ones without teams: a round is deleted before anything hangs on it."""
        return self.keepable_by(user).filter(teams=None)

    def approvable_by(self, user):
        """The leading group approves a plan or returns it, and nobody one they had a hand in."""
        if not reach_of(user).may(Right.APPROVE_ROUNDS):
            return self.none()
        return self.visible_to(user).filter(_by_others(user))

    def offering_approval_to(self, user):
        """Of these; and the office's, which sees there that its plan waits for the leading group."""
        return self.keepable_by(user) if reach_of(user).may(Right.KEEP_ROUNDS) else self.approvable_by(user)

    def returned_to(self, user):
        """Plans whose approval was taken back and of which the office has changed nothing since."""
        if not reach_of(user).may(Right.KEEP_ROUNDS):
            return self.none()
        return with_opinion(self.keepable_by(user)._unmended(), Round.Status.PREPARING)

    def awaiting_submission_by(self, user):
        """Plans that have teams, for the office to put before the leading group. A returned one is changed first."""
        if not reach_of(user).may(Right.KEEP_ROUNDS):
            return self.none()
        formed = Exists(_teams().objects.filter(round=OuterRef("pk"), dissolved_on=None))
        return self.keepable_by(user).filter(formed).exclude(pk__in=self._unmended().values("pk"))

    def _unmended(self):
        """Nothing became of the plan, its teams, their people and their organizations since it came back."""
        own = Round.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk")).order_by("-pgh_id")
        later = {"pgh_created_at__gt": OuterRef("_last_at")}
        changed = [Exists(events.filter(**later)) for events in events_of_plan(OuterRef("pk"))]
        known = self.annotate(
            _before=Subquery(own.values("status")[1:2]), _last_at=Subquery(own.values("pgh_created_at")[:1])
        )
        from_the_group = (Round.Status.SUBMITTED, Round.Status.APPROVED)
        return known.filter(status=Round.Status.PREPARING, _before__in=from_the_group).exclude(reduce(or_, changed))

    def planned_here(self):
        """Rounds that this program saw planned, or people posted for; the others came with a ledger.

        What a ledger brings is in rectification from its first event on, and its teams are numbers without people.
        """
        planned = Round.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"), status=Round.Status.PREPARING)
        posted = _teams().objects.filter(round=OuterRef("pk"), postings__isnull=False)
        return self.filter(Q(status__in=Round.FORMING) | Exists(planned) | Exists(posted))

    def completed(self, as_of):
        """Rounds whose field stage has ended by that day."""
        return self.filter(happened_by("field_ended_on", as_of))


def _teams() -> type[models.Model]:
    """The model of teams, whose module imports this one."""
    return Round._meta.get_field("teams").related_model


def of_team(name: str) -> type[models.Model]:
    """The model of what hangs on teams under this name: inspections, postings. Their modules import this one."""
    return _teams()._meta.get_field(name).related_model


def events_of_plan(round) -> list[models.QuerySet]:
    """What became of the teams of a plan, of the people posted to them and of the organizations given to them."""
    return [
        _teams().pgh_event_model.objects.filter(round=round),
        of_team("postings").pgh_event_model.objects.filter(team__round=round),
        of_team("inspections").pgh_event_model.objects.filter(team__round=round),
    ]


def _by_others(user) -> Q:
    """This person neither wrote nor submitted the plan, formed its teams, posted people or chose what they do."""
    theirs = {"pgh_context__actor__in": user.own_accounts}
    planned = theirs | {"pgh_context__plan_change__isnull": True}  # to carry out what one allowed is not to plan it
    submitted = Round.pgh_event_model.objects.filter(status=Round.Status.SUBMITTED, **theirs).values("pgh_obj")
    written = rows_written(Round, Round.Status.PREPARING, user.own_accounts)
    rule = ~Q(pk__in=written) & ~Q(pk__in=submitted)
    for events in events_of_plan(OuterRef("pk")):
        rule &= ~Exists(events.filter(**planned))
    return rule


@tracked()
class Round(CameWithLedger):
    """One round of inspections: a plan approved once, teams authorized once (docs/domain.md, rounds)."""

    class Status(models.TextChoices):
        PREPARING = "preparing", _("Preparing")
        SUBMITTED = "submitted", _("Plan submitted")
        APPROVED = "approved", _("Plan approved")
        ON_SITE = "on_site", _("On site")
        REPORTING = "reporting", _("Reporting")
        RECTIFYING = "rectifying", _("Rectifying")
        ARCHIVED = "archived", _("Archived")

    STEPS = {
        Status.PREPARING: {Status.SUBMITTED},
        Status.SUBMITTED: {Status.APPROVED, Status.PREPARING},
        Status.APPROVED: {Status.ON_SITE, Status.PREPARING},
        Status.ON_SITE: {Status.REPORTING},
        Status.REPORTING: {Status.RECTIFYING},
        Status.RECTIFYING: {Status.ARCHIVED},
        Status.ARCHIVED: set(),
    }
    REACHED_ON = {
        Status.APPROVED: "approved_on",
        Status.ON_SITE: "started_on",
        Status.REPORTING: "field_ended_on",
        Status.RECTIFYING: "rectifying_from",
        Status.ARCHIVED: "archived_on",
    }
    FORMING = (Status.PREPARING, Status.SUBMITTED, Status.APPROVED, Status.ON_SITE)
    """The states in which teams are formed and given organizations, if only with the consent of the leading group."""
    SURELY_BEFORE = ("starts_on", "field_ended_on")
    TONES = {
        Status.SUBMITTED: "warning",
        Status.APPROVED: "info",
        Status.ON_SITE: "success",
        Status.REPORTING: "info",
        Status.RECTIFYING: "warning",
        Status.ARCHIVED: "done",
    }

    number = models.PositiveSmallIntegerField(_("round number"), unique=True, validators=[MinValueValidator(1)])
    term = models.CharField(_("committee term"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=InspectionKind, default=InspectionKind.ROUTINE)
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    field_ends_on = models.DateField(_("field stage planned to end on"), null=True, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    started_on = models.DateField(_("field stage began on"), null=True, blank=True)
    field_ended_on = models.DateField(_("field stage ended on"), null=True, blank=True)
    rectifying_from = models.DateField(_("rectification began on"), null=True, blank=True)
    archived_on = models.DateField(_("archived on"), null=True, blank=True)
    needs_commitments = models.BooleanField(
        _("everybody signs a commitment"),
        default=False,
        db_default=False,
        help_text=_("Access to the work of a team opens once its member has signed for this round."),
    )
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.PREPARING)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("round")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=False, field_ends_on__isnull=False) | Q(imported_on__isnull=False),
                name="planned_round_has_its_days",
                violation_error_message=_("A plan says when the round starts and when its field stage ends."),
                violation_error_code="starts_on",
            ),
            models.CheckConstraint(
                condition=Q(field_ends_on__gte=F("starts_on")),
                name="round_ends_after_its_start",
                violation_error_message=_("The field stage cannot end before it starts."),
                violation_error_code="field_ends_on",
            ),
            models.CheckConstraint(
                condition=days_in_order(
                    "approved_on", "started_on", "field_ended_on", "rectifying_from", "archived_on"
                ),
                name="round_days_in_order",
                violation_error_message=_("The steps of a round follow one another; their days cannot run backwards."),
                violation_error_code="started_on",
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return round_in_words(self.number)

    def get_absolute_url(self):
        return address_of_row("rounds:round", self.pk)

    def clean(self):
        """A plan saved twice, by the button Back, would open the round a second time under the next number."""
        if self.starts_on is None:
            return
        others = Round._base_manager.exclude(pk=self.pk).filter(theme=self.theme, starts_on=self.starts_on)
        if other := others.first():
            words = _("%(round)s has the same theme and starts on the same day. Is this plan saved already?")
            raise ValidationError(words % {"round": other})

    def reached_days(self) -> tuple[str, ...]:
        """Its first day, and those of the states up to its own."""
        states = list(self.Status)[1 : list(self.Status).index(self.Status(self.status)) + 1]
        return ("starts_on", *(self.REACHED_ON[state] for state in states if state in self.REACHED_ON))

    def status_on(self, day):
        """Where the round stood on that day; a state whose day was not recorded counts as reached all along.

        An approval that was taken back since is known from the trail alone. A plan that was submitted and not decided
        on counts as in preparation.
        """
        states = [self.Status.PREPARING, *self.REACHED_ON]
        status = states[0]
        for reached in states[1 : states.index(self.status) + 1 if self.status in states else 1]:
            on = getattr(self, self.REACHED_ON[reached])
            if on is not None and on > day:
                break
            status = reached
        return self.Status.APPROVED if status == states[0] and self._was_approved(day) else status

    def _was_approved(self, day):
        """Whether an approval stood at the end of that day, by its own day and by that of its return."""
        approved = []
        for event in sorted(self.events.all(), key=lambda event: event.pgh_id):
            if event.status == self.Status.APPROVED and event.approved_on:
                approved.append(event.approved_on)
            elif event.status == self.Status.PREPARING and localdate(event.pgh_created_at) <= day:
                approved.clear()
        return any(on <= day for on in approved)
