"""Filters of the list of standing."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from personnel.models import Standing
from personnel.people.entries import PersonEntryFilter


class StandingFilter(PersonEntryFilter):
    DAY = "decided_on"

    kind = django_filters.ChoiceFilter(choices=Standing.Kind.choices, label=_("Kind"))

    class Meta(EntryFilter.Meta):
        model = Standing
        fields = ("words", "kind")
