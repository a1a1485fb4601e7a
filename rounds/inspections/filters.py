"""Filters of the list of inspections."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet, WordsFilter
from core.ui.number_filter import NumberFilter
from rounds.models import Inspection, InspectionKind, InspectionMode
from rounds.place.filters import PlaceFilter
from rounds.place.lookups import Place


class InspectionFilter(PlaceFilter):
    PLACE = Place("")

    team = organization = None
    words = WordsFilter(names=("organization__name",))
    number = NumberFilter(field_name="team__number", label=_("Team number"))
    kind = django_filters.ChoiceFilter(choices=InspectionKind.choices, label=_("Kind"))
    mode = django_filters.ChoiceFilter(choices=InspectionMode.choices, label=_("Mode"))
    status = django_filters.ChoiceFilter(choices=Inspection.Status.choices, label=_("State"))
    entered_by = django_filters.DateFilter(method="entered_until", label=_("Entered by"))
    entered = django_filters.DateFromToRangeFilter(field_name="entered_on", label=_("Entered on"))

    MORE = ("mode", "entered", "entered_by")

    class Meta(FilterSet.Meta):
        model = Inspection
        fields = ("round", "number", "words", "kind", "status", "mode", "entered", "entered_by")

    def entered_until(self, rows, name, value):
        return rows.entered(value)
