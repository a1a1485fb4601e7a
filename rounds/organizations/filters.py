"""Filters of the list of party organizations."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet, ValuesFilter, WordsFilter, YesNoFilter
from rounds.models import Inspection, Organization
from rounds.permissions import sees_rounds


class OrganizationFilter(FilterSet):
    words = WordsFilter(method="search")
    category = ValuesFilter(label=_("Organization category"))
    level = django_filters.ChoiceFilter(choices=Organization.Level.choices, label=_("Level"))
    district = ValuesFilter(label=_("District"))
    never = YesNoFilter(method="never_inspected", label=_("Not inspected yet"))

    ended = YesNoFilter(field_name="ended_on", lookup_expr="isnull", exclude=True, label=_("Merged or abolished"))
    inspected_by = django_filters.DateFilter(method="entered_by", label=_("Inspected by"))
    looked_back_by = django_filters.DateFilter(method="entered_by", label=_("Inspected by a look-back by"))

    elevated_by = django_filters.DateFilter(method="entered_by", label=_("Inspected across counties by"))

    MORE = ("never", "ended", "inspected_by", "looked_back_by", "elevated_by")  # for those who see inspections

    class Meta(FilterSet.Meta):
        model = Organization
        fields = (
            "words",
            "category",
            "level",
            "district",
            "never",
            "ended",
            "inspected_by",
            "looked_back_by",
            "elevated_by",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not sees_rounds(self.request.user):
            for name in self.MORE:
                del self.filters[name]

    def search(self, rows, name, value):
        return rows.search(value)

    def never_inspected(self, rows, name, value):
        return rows.filter(times=0) if value else rows.filter(times__gt=0)

    def entered_by(self, rows, name, value):
        entered = Inspection.objects.visible_to(self.request.user).entered(value)
        narrowed = {"looked_back_by": entered.look_backs, "elevated_by": entered.across_counties}
        counted = narrowed[name]() if name in narrowed else entered
        return rows.filter(pk__in=counted.values("organization"))
