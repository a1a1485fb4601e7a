"""Filters of the lists of standing and of evaluations of teams."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from personnel.models import Standing, TeamEvaluation
from personnel.people.entries import PersonEntryFilter
from rounds.place.filters import visible_rounds


class StandingFilter(PersonEntryFilter):
    DAY = "decided_on"

    kind = django_filters.ChoiceFilter(choices=Standing.Kind.choices, label=_("Kind"))

    class Meta(EntryFilter.Meta):
        model = Standing
        fields = ("words", "kind")


class TeamEvaluationFilter(EntryFilter):
    DAY = "evaluated_on"

    round = django_filters.ModelChoiceFilter(field_name="team__round", queryset=visible_rounds, label=_("Round"))

    class Meta(EntryFilter.Meta):
        model = TeamEvaluation
        fields = ("round",)
