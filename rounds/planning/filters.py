"""Filters of the list of rounds."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import AwaitingFilter, FilterSet, ValuesFilter
from core.ui.number_filter import NumberFilter
from core.workdays.years import YEARS
from rounds.models import InspectionKind, Round


class RoundFilter(FilterSet):
    status = django_filters.ChoiceFilter(choices=Round.Status.choices, label=_("State"))
    kind = django_filters.ChoiceFilter(choices=InspectionKind.choices, label=_("Kind"))
    term = ValuesFilter(label=_("Committee term"))
    year = NumberFilter(
        field_name="starts_on", lookup_expr="year", label=_("Year"), min_value=YEARS[0], max_value=YEARS[1]
    )
    completed_by = django_filters.DateFilter(method="completed", label=_("Field stage ended by"))
    awaiting = AwaitingFilter()

    MORE = ("completed_by",)

    class Meta(FilterSet.Meta):
        model = Round
        fields = ("term", "year", "kind", "status", "completed_by", "awaiting")

    def completed(self, rows, name, value):
        return rows.completed(value)
