"""Filters of the list of accountability."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import WordsFilter, YesNoFilter
from core.ui.forms import Picker
from rectification.models import Accountability
from rounds.place.filters import visible_organizations


class AccountabilityFilter(EntryFilter):
    DAY = "taken_on"

    words = WordsFilter("person", "cause", "number")
    kind = django_filters.ChoiceFilter(choices=Accountability.Kind.choices, label=_("Kind"))
    organization = django_filters.ModelChoiceFilter(
        queryset=visible_organizations,
        label=_("Party organization"),
        widget=Picker(search_url_name="rounds:organization_options"),
    )
    once = YesNoFilter(method="each_once", label=_("Each person and unit once"))

    MORE = (*EntryFilter.MORE, "once")

    class Meta(EntryFilter.Meta):
        model = Accountability
        fields = ("words", "kind", "organization")

    def each_once(self, rows, name, value):
        return rows.first_times() if value else rows
