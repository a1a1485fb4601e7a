"""What the inspected said of a team afterwards (后评估), as counts from paper: no person's answer, no account."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.models.entries import Entry
from core.trail.recording import tracked

from .registers import PeopleEntryQuerySet

ASPECTS = ("quality", "confidentiality", "discipline", "integrity")
GRADES = ("good", "fair", "poor")
MOST = 9999


def _answers(label) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, default=0, validators=[MaxValueValidator(MOST)])


def _adds_up(aspect: str) -> models.CheckConstraint:
    """Of no aspect there are more answers than sheets that came back."""
    said = F(f"{aspect}_good") + F(f"{aspect}_fair") + F(f"{aspect}_poor")
    return models.CheckConstraint(
        condition=Q(returned__gte=said),
        name=f"answers_on_{aspect}_came_back",
        violation_error_code=f"{aspect}_good",
        violation_error_message=_("There are more answers than sheets that came back."),
    )


@tracked()
class TeamEvaluation(Entry):
    """How the inspected found a team: sheets given out and back, and how many found each aspect good, fair or poor."""

    team = models.ForeignKey("rounds.Team", models.PROTECT, related_name="evaluations", verbose_name=_("team"))
    evaluated_on = models.DateField(_("evaluated on"))
    issued = models.PositiveSmallIntegerField(_("sheets given out"), validators=[MaxValueValidator(MOST)])
    returned = models.PositiveSmallIntegerField(_("sheets that came back"), validators=[MaxValueValidator(MOST)])
    quality_good = _answers(_("quality of the inspection: good"))
    quality_fair = _answers(_("quality of the inspection: fair"))
    quality_poor = _answers(_("quality of the inspection: poor"))
    confidentiality_good = _answers(_("confidentiality: good"))
    confidentiality_fair = _answers(_("confidentiality: fair"))
    confidentiality_poor = _answers(_("confidentiality: poor"))
    discipline_good = _answers(_("work discipline: good"))
    discipline_fair = _answers(_("work discipline: fair"))
    discipline_poor = _answers(_("work discipline: poor"))
    integrity_good = _answers(_("integrity: good"))
    integrity_fair = _answers(_("integrity: fair"))
    integrity_poor = _answers(_("integrity: poor"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = PeopleEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-evaluated_on", "-pk"]
        verbose_name = _("evaluation of a team")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "evaluated_on"],
                condition=Q(voided_on__isnull=True),
                name="team_evaluated_once_a_day",
                violation_error_code="team",
                violation_error_message=_("The evaluation of this team and day is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("issued")),
                name="no_more_sheets_come_back",
                violation_error_code="returned",
                violation_error_message=_("No more sheets come back than were given out."),
            ),
            *map(_adds_up, ASPECTS),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.team.round} {self.team}"

    def get_absolute_url(self):
        return address_of_row("personnel:team_evaluation", self.pk)

    def share_good(self, aspect: str) -> int | None:
        """How many in a hundred of those who answered found the aspect good."""
        said = sum(getattr(self, f"{aspect}_{grade}") for grade in GRADES)
        return round(100 * getattr(self, f"{aspect}_good") / said) if said else None

    quality = property(lambda self: self.share_good("quality"))
    confidentiality = property(lambda self: self.share_good("confidentiality"))
    discipline = property(lambda self: self.share_good("discipline"))
    integrity = property(lambda self: self.share_good("integrity"))
