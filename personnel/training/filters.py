"""Filters of the lists of training."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, WordsFilter, YesNoFilter
from personnel.models import TrainingKind, TrainingRule, TrainingSession


class TrainingSessionFilter(EntryFilter):
    DAY = "held_on"

    words = WordsFilter("title", "lecturer")
    kind = django_filters.ChoiceFilter(choices=TrainingKind.choices, label=_("Kind"))
    held = YesNoFilter(field_name="held_on", lookup_expr="isnull", exclude=True, label=_("Held"))
    awaiting = AwaitingFilter()

    class Meta(EntryFilter.Meta):
        model = TrainingSession
        fields = ("words", "kind", "held", "awaiting")


class TrainingRuleFilter(EntryFilter):
    DAY = "in_force_on"

    kind = django_filters.ChoiceFilter(choices=TrainingKind.choices, label=_("Kind"))
    awaiting = AwaitingFilter()

    class Meta(EntryFilter.Meta):
        model = TrainingRule
        fields = ("kind", "awaiting")
