"""Filters of the lists of meetings and rules."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import WordsFilter
from rounds.models import AdoptedRule, Meeting
from rounds.place.filters import visible_rounds


class MeetingFilter(EntryFilter):
    DAY = "held_on"

    words = WordsFilter("agenda", "decisions")
    kind = django_filters.ChoiceFilter(choices=Meeting.Kind.choices, label=_("Kind"))
    rounds = django_filters.ModelChoiceFilter(queryset=visible_rounds, label=_("Round"))

    class Meta(EntryFilter.Meta):
        model = Meeting
        fields = ("words", "kind", "rounds")


class AdoptedRuleFilter(EntryFilter):
    DAY = "in_force_on"

    words = WordsFilter("title", "number")
    body = django_filters.ChoiceFilter(choices=AdoptedRule.Body.choices, label=_("Adopted by"))
    in_force = django_filters.DateFilter(method="in_force_by", label=_("In force on"))

    MORE = (*EntryFilter.MORE, "in_force")

    class Meta(EntryFilter.Meta):
        model = AdoptedRule
        fields = ("words", "body")

    def in_force_by(self, rows, name, value):
        return rows.in_force(value)
