"""Filters of the list of secondments."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import AwaitingFilter, YesNoFilter
from personnel.models import Secondment
from personnel.people.entries import PersonEntryFilter


class SecondmentFilter(PersonEntryFilter):
    DAY = "started_on"

    level = django_filters.ChoiceFilter(choices=Secondment.Level.choices, label=_("Level"))
    ended = YesNoFilter(field_name="ended_on", lookup_expr="isnull", exclude=True, label=_("Ended"))
    awaiting = AwaitingFilter()

    class Meta(EntryFilter.Meta):
        model = Secondment
        fields = ("words", "level", "ended", "awaiting")
