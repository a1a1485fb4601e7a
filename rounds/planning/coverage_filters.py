"""Filters of the board of coverage."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet, ValuesFilter, WordsFilter
from rounds.models import Organization
from rounds.planning.coverage import Coverage


class CoverageFilter(FilterSet):
    as_of = django_filters.DateFilter(method="as_it_is", label=_("As of"))
    district = ValuesFilter(label=_("District"))
    category = ValuesFilter(label=_("Organization category"))
    level = django_filters.ChoiceFilter(choices=Organization.Level.choices, label=_("Level"))
    coverage = django_filters.ChoiceFilter(choices=Coverage.choices, label=_("How far covered"))
    words = WordsFilter(method="search")

    class Meta(FilterSet.Meta):
        model = Organization
        fields = ("as_of", "district", "category", "level", "coverage", "words")

    def as_it_is(self, rows, name, value):
        """The rows are those of that day already."""
        return rows

    def search(self, rows, name, value):
        return rows.search(value)
