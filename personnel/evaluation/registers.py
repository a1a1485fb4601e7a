"""The registers of standing and of evaluations of teams."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.registers.register import Links, Register, Words, keep
from personnel.evaluation.filters import StandingFilter, TeamEvaluationFilter
from personnel.evaluation.forms import ALL_ANSWERS, StandingForm, TeamEvaluationForm
from personnel.evaluation.tables import StandingTable, TeamEvaluationTable
from personnel.models import Standing, TeamEvaluation
from personnel.permissions import can_keep_people, reads_all_rounds

STANDINGS = keep(
    Register(
        Standing,
        named="personnel:standing",
        listed="personnel:standings",
        words=Words(
            _("Commendations and promotions"),
            _("Record a commendation or promotion"),
            _("Change the entry"),
            _("Nobody is recorded yet."),
            _("Record who was commended, who was recommended and who was promoted."),
        ),
        day="decided_on",
        form=StandingForm,
        table=StandingTable,
        filters=StandingFilter,
        facts=("person", "kind", "decided_on", "decided_by", "document", "note"),
        wide=("document", "note"),
        reads=("person",),
        opens=reads_all_rounds,
        may_enter=can_keep_people,
    )
)


def evaluated_once_it_worked(evaluation: TeamEvaluation, links: Links) -> None:
    """Nobody evaluates a team before it was formed."""
    formed_on = evaluation.team.formed_on
    if evaluation.evaluated_on and formed_on and evaluation.evaluated_on < formed_on:
        raise ValidationError({"evaluated_on": gettext("The team was formed after this day.")})


EVALUATIONS = keep(
    Register(
        TeamEvaluation,
        named="personnel:team_evaluation",
        listed="personnel:team_evaluations",
        words=Words(
            _("Evaluations of teams"),
            _("Enter an evaluation"),
            _("Change the evaluation"),
            _("No team is evaluated yet."),
            _("Enter how many sheets went out and came back, and how many found each aspect good, fair or poor."),
        ),
        day="evaluated_on",
        form=TeamEvaluationForm,
        table=TeamEvaluationTable,
        filters=TeamEvaluationFilter,
        facts=("team", "evaluated_on", "issued", "returned", *ALL_ANSWERS, "note"),
        wide=("note",),
        reads=("team__round",),
        opens=reads_all_rounds,
        may_enter=can_keep_people,
        refuses=evaluated_once_it_worked,
    )
)
