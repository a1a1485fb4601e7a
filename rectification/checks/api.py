"""Joint supervision groups and their visits over the API; who goes records the visit."""

import django_filters
from django_filters.rest_framework import BooleanFilter
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.registers.register import steps_of
from core.ui.number_filter import NumberFilter
from rectification.checks.registers import VISITS
from rectification.models import SupervisionGroup, SupervisionVisit
from rectification.models.visits import SURVEY
from rounds.place.api import place_members
from rounds.place.lookups import Place


class SupervisionGroupRow(RowSerializer):
    class Meta:
        model = SupervisionGroup
        fields = ["id", "name", "formed_on", "ends_on", "focus", "voided_on", "updated_at"]


class SupervisionGroupsFilter(django_filters.FilterSet):
    """By the day they were formed."""

    class Meta:
        model = SupervisionGroup
        fields = ("formed_on",)


class SupervisionGroupApi(RowApi):
    """Joint supervision groups; a member sees theirs while it lasts."""

    model = SupervisionGroup
    serializer_class = SupervisionGroupRow
    filterset_class = SupervisionGroupsFilter


class SupervisionVisitRow(RowSerializer):
    organization = serializers.IntegerField(source="inspection.organization_id")
    organization_name = place_members(Place())[0]
    kind_label = LabelField(source="kind")

    class Meta:
        model = SupervisionVisit
        fields = [
            "id",
            "group",
            "inspection",
            "organization",
            "organization_name",
            "kind",
            "kind_label",
            "planned_on",
            "others",
            "focus",
            "visited_on",
            "place",
            "opinion",
            *SURVEY,
            "voided_on",
            "updated_at",
        ]


class SupervisionVisitsFilter(django_filters.FilterSet):
    """By group, inspection and kind, and whether they are still to be made."""

    group = NumberFilter(field_name="group_id")
    inspection = NumberFilter(field_name="inspection_id")
    kind = django_filters.ChoiceFilter(choices=SupervisionVisit.Kind.choices)
    planned = BooleanFilter(field_name="visited_on", lookup_expr="isnull")


@commands(steps_of(VISITS))
class SupervisionVisitApi(RowApi):
    """Visits of joint groups that the caller reaches."""

    model = SupervisionVisit
    serializer_class = SupervisionVisitRow
    filterset_class = SupervisionVisitsFilter
