"""Which team inspects which organization."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.workdays.unrecorded import CameWithLedger, happened_by, lacks_a_day

from .rounds import InspectionKind, InspectionMode, Round
from .teams import Team


class InspectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A team sees its own while posted and not recused; office and leading group all they are not recused from."""
        return self.filter(reach_of(user).of_inspections())

    def keepable_by(self, user):
        """The office decides which organizations are inspected, but for those it is recused from."""
        return self.visible_to(user) if reach_of(user).may(Right.KEEP_ROUNDS) else self.none()

    def lacking_days(self, user):
        """Of these, what came with a ledger that does not tell when the team was there."""
        over = self.keepable_by(user).exclude(status__in=Inspection.NOT_LEFT)
        return over.filter(lacks_a_day("entered_on", "left_on"))

    def recordable_by(self, user):
        """Entering and leaving are recorded by the office, or by the leader and deputies of the team."""
        reach = reach_of(user)
        seen = self.visible_to(user)
        return seen if reach.may(Right.KEEP_ROUNDS) else seen.filter(team__in=reach.led_teams | reach.deputy_teams)

    def awaiting_entry_by(self, user):
        """Of these, what a leader has still to enter in a round on site."""
        on_site = self.recordable_by(user).filter(team__round__status=Round.Status.ON_SITE)
        return on_site.filter(team__in=reach_of(user).led_teams)

    def entered_here(self):
        """Inspections whose team was seen here before it left; the others came with a ledger."""
        before = Inspection.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"), status__in=Inspection.NOT_LEFT)
        return self.filter(Exists(before) | Q(papers__isnull=False)).distinct()

    def entered(self, as_of):
        """Entered by that day; an entry that a ledger tells without its day was before the ledger came."""
        return self.filter(happened_by("entered_on", as_of))

    def planned(self, as_of):
        """Planned by that day, which is known from when their team was formed, and not entered by then."""
        formed = Q(team__in=Team.objects.formed(as_of).values("pk"))
        return self.filter(formed).exclude(pk__in=self.model.objects.entered(as_of).values("pk"))

    def look_backs(self):
        return self.filter(kind=InspectionKind.LOOK_BACK)

    def earlier(self, organization, round_number):
        """What a look-back in that round may look back on, the latest first: of the organization or merged into it.

        Keys or, in a subquery, references.
        """
        begun = self.exclude(status=Inspection.Status.PLANNED).filter(team__round__number__lt=round_number)
        same = begun.filter(Q(organization=organization) | Q(organization__answered_by=organization))
        return same.order_by("-team__round__number", "-pk")

    def lacking_link(self):
        """Look-backs that look back on nothing yet."""
        return self.look_backs().filter(looks_back_on=None)

    def across_counties(self):
        """Elevated cross inspections: by people who are not of the county."""
        return self.filter(mode__in=Inspection.ACROSS)

    def lacking_mode(self, user):
        """Of these, what is elevated or cross by its kind, and nobody has recorded how."""
        return self.keepable_by(user).filter(kind__in=Inspection.ELEVATED_KINDS, mode="")


@tracked()
class Inspection(CameWithLedger):
    """One team inspecting one organization: the pair that "inspected" counts (docs/domain.md, inspections)."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ON_SITE = "on_site", _("On site")
        REPORTING = "reporting", _("Reporting")
        FED_BACK = "fed_back", _("Fed back")

    STEPS = {
        Status.PLANNED: {Status.ON_SITE},
        Status.ON_SITE: {Status.REPORTING},
        Status.REPORTING: {Status.FED_BACK},
        Status.FED_BACK: set(),
    }
    REACHED_ON = {Status.ON_SITE: "entered_on", Status.REPORTING: "left_on", Status.FED_BACK: "fed_back_on"}
    SURELY_BEFORE = ("entered_on", "left_on")
    NOT_LEFT = (Status.PLANNED, Status.ON_SITE)
    WORKING = frozenset({Status.ON_SITE, Status.REPORTING})
    """The states in which its team works: on site, or writing its report."""
    ACROSS = frozenset({InspectionMode.MIXED, InspectionMode.WHOLE_TEAM})
    ELEVATED_KINDS = frozenset({InspectionKind.ELEVATED, InspectionKind.CROSS})
    TONES = {Status.ON_SITE: "success", Status.REPORTING: "info", Status.FED_BACK: "done"}

    team = models.ForeignKey(Team, models.PROTECT, related_name="inspections", verbose_name=_("team"))
    organization = models.ForeignKey(
        "rounds.Organization", models.PROTECT, related_name="inspections", verbose_name=_("party organization")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=InspectionKind, default=InspectionKind.ROUTINE)
    mode = models.CharField(
        _("mode of an elevated inspection"),
        max_length=20,
        choices=InspectionMode,
        blank=True,
        default="",
        db_default="",
    )
    looks_back_on = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="looked_back_on_by",
        verbose_name=_("looks back on"),
    )
    entered_on = models.DateField(_("entered on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    fed_back_on = models.DateField(_("fed back on"), null=True, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.PLANNED)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-team__round__number", "team__number", "pk"]
        verbose_name = _("inspection")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "organization"],
                name="organization_once_a_team",
                violation_error_code="organization",
                violation_error_message=_("This team inspects this organization already."),
            ),
            models.CheckConstraint(
                condition=Q(looks_back_on__isnull=True)
                | (Q(kind=InspectionKind.LOOK_BACK) & ~Q(looks_back_on=F("id"))),
                name="only_a_look_back_looks_back",
                violation_error_code="looks_back_on",
                violation_error_message=_("Only a look-back looks back, and on an earlier inspection."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("entered_on")),
                name="inspection_left_after_entered",
                violation_error_message=_("A team cannot leave before it enters."),
                violation_error_code="left_on",
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.team.round} {self.team} {self.organization}"

    def get_absolute_url(self):
        return address_of_row("rounds:inspection", self.pk)

    @property
    def is_elevated(self) -> bool:
        """Whether nobody with a home tie to its county takes part in it."""
        return bool(self.mode) or self.kind in self.ELEVATED_KINDS

    def reached_days(self) -> tuple[str, ...]:
        """The days of the states up to its own."""
        states = list(self.Status)
        return tuple(self.REACHED_ON[state] for state in states[1 : states.index(self.Status(self.status)) + 1])
