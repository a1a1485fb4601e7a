"""Filters of the board of coverage."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet, ValuesFilter, WordsFilter
from rounds.models import Organization
from rounds.planning.coverage import Coverage

INSPECTED, ALL_INSPECTED = "inspected", (Coverage.DONE, Coverage.LOOKED_BACK)
FAR = [(INSPECTED, _("Inspected, looked back on or not")), *Coverage.choices]


class CoverageFilter(FilterSet):
    as_of = django_filters.DateFilter(method="as_it_is", label=_("As of"))
    district = ValuesFilter(label=_("District"))
    category = ValuesFilter(label=_("Organization category"))
    level = django_filters.ChoiceFilter(choices=Organization.Level.choices, label=_("Level"))
    coverage = django_filters.ChoiceFilter(method="as_far", choices=FAR, label=_("How far covered"))
    words = WordsFilter(method="search")

    class Meta(FilterSet.Meta):
        model = Organization
        fields = ("as_of", "district", "category", "level", "coverage", "words")

    def as_it_is(self, rows, name, value):
        """The rows are those of that day already."""
        return rows

    def as_far(self, rows, name, value):
        """Covered so far; what was looked back on was inspected, too."""
        return rows.filter(coverage__in=ALL_INSPECTED if value == INSPECTED else [value])

    def search(self, rows, name, value):
        return rows.search(value)
