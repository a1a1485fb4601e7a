"""Filters of the list of takeovers."""

import django_filters

from core.ui.filters import AwaitingFilter, FilterSet, WordsFilter
from personnel.models import Takeover


class TakeoverFilter(FilterSet):
    awaiting = AwaitingFilter()
    words = WordsFilter("organization__name", "predecessor", "newcomer")
    status = django_filters.ChoiceFilter(choices=Takeover.Status.choices)

    class Meta(FilterSet.Meta):
        model = Takeover
        fields = ("awaiting", "words", "status")
