"""Columns of opinions on plans, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import PlanOpinion
from rounds.place.columns import organization_column, round_column, team_column
from rounds.place.lookups import Place

OF_OPINION = Place("review__hand_over__inspection")


class PlanOpinionTable(tables.Table):
    """Opinions on plans: on whose plan, whose, by when, and what they say."""

    organization = organization_column(OF_OPINION, tables.LinkColumn, linkify=tables.record_url)
    round = round_column(OF_OPINION)
    team = team_column(OF_OPINION, hidden=True)
    reviewer = tables.Column(accessor="reviewer_name", orderable=False, verbose_name=_("Reviewer"))
    asked_on = tables.DateColumn()
    owed_on = tables.LightColumn(verbose_name=_("Time left"), done="is_settled", day="owed_on")
    verdict = tables.Column()
    given_on = tables.DateColumn()
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        model = PlanOpinion
        fields = ()
