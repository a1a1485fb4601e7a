"""Filters of the list of teams."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet, YesNoFilter
from rounds.models import Team
from rounds.place.filters import visible_rounds


class TeamFilter(FilterSet):
    round = django_filters.ModelChoiceFilter(queryset=visible_rounds, label=_("Round"))
    current = YesNoFilter(field_name="dissolved_on", lookup_expr="isnull", label=_("Not yet dissolved"))
    formed_by = django_filters.DateFilter(method="formed", label=_("Formed by"))

    MORE = ("formed_by",)

    class Meta(FilterSet.Meta):
        model = Team
        fields = ("round", "current", "formed_by")

    def formed(self, rows, name, value):
        return rows.formed(value)
