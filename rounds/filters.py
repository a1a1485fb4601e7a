"""Filters of the lists of bodies, organizations, rounds, teams and inspections."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.search.pinyin import matches_name
from core.ui.filters import FilterSet, ValuesFilter, WordsFilter, YesNoFilter
from core.ui.forms import YEARS
from core.ui.number_filter import NumberFilter
from rounds.models import Body, Inspection, InspectionKind, Organization, Round, Team
from rounds.permissions import sees_rounds


def visible_rounds(request):
    """The rounds this reader may choose from."""
    return Round.objects.visible_to(request.user)


class BodyFilter(FilterSet):
    words = WordsFilter(field_name="name", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(choices=Body.Kind.choices, label=_("Kind"))

    class Meta(FilterSet.Meta):
        model = Body
        fields = ("words", "kind")


class OrganizationFilter(FilterSet):
    words = WordsFilter(method="search")
    category = ValuesFilter(label=_("Organization category"))
    level = django_filters.ChoiceFilter(choices=Organization.Level.choices, label=_("Level"))
    district = ValuesFilter(label=_("District"))
    never = YesNoFilter(method="never_inspected", label=_("Not inspected yet"))

    inspected_by = django_filters.DateFilter(method="entered_by", label=_("Inspected by"))
    looked_back_by = django_filters.DateFilter(method="entered_by", label=_("Inspected by a look-back by"))

    MORE = ("never", "inspected_by", "looked_back_by")  # for those who see inspections

    class Meta(FilterSet.Meta):
        model = Organization
        fields = ("words", "category", "level", "district", "never", "inspected_by", "looked_back_by")

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
        entered = Inspection.objects.visible_to(self.request.user).filter(entered_on__lte=value)
        counted = entered.look_backs() if name == "looked_back_by" else entered
        return rows.filter(pk__in=counted.values("organization"))


class RoundFilter(FilterSet):
    status = django_filters.ChoiceFilter(choices=Round.Status.choices, label=_("State"))
    kind = django_filters.ChoiceFilter(choices=InspectionKind.choices, label=_("Kind"))
    term = ValuesFilter(label=_("Committee term"))
    year = NumberFilter(
        field_name="starts_on", lookup_expr="year", label=_("Year"), min_value=YEARS[0], max_value=YEARS[1]
    )
    completed_by = django_filters.DateFilter(
        field_name="field_ended_on", lookup_expr="lte", label=_("Field stage ended by")
    )

    MORE = ("completed_by",)

    class Meta(FilterSet.Meta):
        model = Round
        fields = ("term", "year", "kind", "status", "completed_by")


class TeamFilter(FilterSet):
    round = django_filters.ModelChoiceFilter(queryset=visible_rounds, label=_("Round"))
    current = YesNoFilter(field_name="dissolved_on", lookup_expr="isnull", label=_("Not yet dissolved"))
    formed_by = django_filters.DateFilter(field_name="formed_on", lookup_expr="lte", label=_("Formed by"))

    MORE = ("formed_by",)

    class Meta(FilterSet.Meta):
        model = Team
        fields = ("round", "current", "formed_by")


class InspectionFilter(FilterSet):
    words = WordsFilter(method="search")
    round = django_filters.ModelChoiceFilter(field_name="team__round", queryset=visible_rounds, label=_("Round"))
    number = NumberFilter(field_name="team__number", label=_("Team number"))
    kind = django_filters.ChoiceFilter(choices=InspectionKind.choices, label=_("Kind"))
    status = django_filters.ChoiceFilter(choices=Inspection.Status.choices, label=_("State"))
    entered = django_filters.DateFromToRangeFilter(field_name="entered_on", label=_("Entered on"))

    MORE = ("entered",)

    class Meta(FilterSet.Meta):
        model = Inspection
        fields = ("round", "number", "words", "kind", "status", "entered")

    def search(self, rows, name, value):
        return rows.filter(matches_name(value, "organization__name"))
