"""Filters of the list of opinions on plans."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.names.matching import matching
from core.ui.filters import AwaitingFilter, FilterSet, WordsFilter
from rectification.models import PlanOpinion
from rounds.place.lookups import Place

PLACE = Place("review__hand_over__inspection")


class PlanOpinionFilter(FilterSet):
    """Opinions on plans."""

    status = django_filters.ChoiceFilter(choices=PlanOpinion.Status.choices, label=_("State"))
    verdict = django_filters.ChoiceFilter(choices=PlanOpinion.Verdict.choices)
    words = WordsFilter(method="by_words")
    awaiting = AwaitingFilter()

    class Meta(FilterSet.Meta):
        model = PlanOpinion
        fields = ("status", "verdict", "words", "awaiting")

    def by_words(self, rows, name, value):
        """Opinions on the plans of organizations so named."""
        return rows.filter(matching(value, names=(PLACE.organization_name,)))
