"""The teams of a round."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.names.fields import NameField
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.workdays.unrecorded import CameWithLedger, happened_by, lacks_a_day
from rounds.place.words import team_in_words

from .rounds import Round, of_team


class TeamQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read all rounds see each team; a member their current ones."""
        reach = reach_of(user)
        return self if reach.reads_all else self.filter(pk__in=reach.teams)

    def keepable_by(self, user):
        """The office forms teams and dissolves them."""
        return self.visible_to(user) if reach_of(user).may(Right.KEEP_ROUNDS) else self.none()

    def dissolvable_by(self, user):
        """Of these, the ones that still stand."""
        return self.keepable_by(user).filter(dissolved_on=None)

    def lacking_days(self, user):
        """Of these, what came with a ledger that does not tell when it was formed; the office records the day."""
        return self.keepable_by(user).filter(lacks_a_day("formed_on"))

    def formed(self, as_of):
        """Teams formed by that day."""
        return self.filter(happened_by("formed_on", as_of))

    def with_strength(self, on):
        """Whether anybody is posted to each on that day or later, whether a leader is, and whether it has work."""
        posted = of_team("postings").objects.filter(team=OuterRef("pk")).not_over(on)
        return self.annotate(
            has_people=Exists(posted),
            has_leader=Exists(posted.filter(role="leader")),
            has_work=Exists(of_team("inspections").objects.filter(team=OuterRef("pk"))),
        )


@tracked()
class Team(CameWithLedger):
    """A team of one round. It exists once: the third team of each round is another team (docs/domain.md, rounds)."""

    SURELY_BEFORE = ("formed_on",)

    round = models.ForeignKey(Round, models.PROTECT, related_name="teams", verbose_name=_("round"))
    number = models.PositiveSmallIntegerField(_("team number"), validators=[MinValueValidator(1)])
    formed_on = models.DateField(_("formed on"), null=True, blank=True)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    county = NameField(_("county of the team"), max_length=50, blank=True, default="", db_default="")
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["-round__number", "number"]
        verbose_name = _("team")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"],
                name="team_number_once_a_round",
                violation_error_code="number",
                violation_error_message=_("This round has a team of this number already."),
            ),
            models.CheckConstraint(
                condition=Q(formed_on__isnull=False) | Q(imported_on__isnull=False),
                name="formed_team_has_its_day",
                violation_error_message=_("A team needs the day on which it was formed."),
                violation_error_code="formed_on",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True) | Q(dissolved_on__gte=F("formed_on")),
                name="team_dissolved_after_formed",
                violation_error_message=_("A team cannot be dissolved before it is formed."),
                violation_error_code="dissolved_on",
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return team_in_words(self.number)

    def get_absolute_url(self):
        return address_of_row("rounds:team", self.pk)

    def reached_days(self) -> tuple[str, ...]:
        """Whatever team there is was formed."""
        return ("formed_on",)
