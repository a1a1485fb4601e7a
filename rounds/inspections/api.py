"""Inspections over the API."""

import django_filters
from rest_framework import serializers

from core.access.reach import reach_of
from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from rounds.models import Inspection, InspectionKind, InspectionMode
from rounds.place.api import place_members
from rounds.place.lookups import Place


class InspectionRow(RowSerializer):
    round = serializers.IntegerField(source="team.round_id")
    organization_name, round_number, team_number = place_members(Place(""))
    kind_label = LabelField(source="kind")
    mode_label = LabelField(source="mode")
    status_label = LabelField(source="status")

    kept_from_some = frozenset({"looks_back_on"})

    class Meta:
        model = Inspection
        fields = [
            "id",
            "round",
            "round_number",
            "team",
            "team_number",
            "organization",
            "organization_name",
            "kind",
            "kind_label",
            "mode",
            "mode_label",
            "looks_back_on",
            "entered_on",
            "left_on",
            "fed_back_on",
            "status",
            "status_label",
            "updated_at",
        ]

    def hidden_from(self, user):
        """A team reaches its own inspections, hardly the earlier one that it looks back on."""
        return frozenset() if reach_of(user).reads_all else self.kept_from_some


class InspectionNumbers(django_filters.FilterSet):
    """By numbers, as `TeamNumbers`."""

    team = NumberFilter(field_name="team_id")
    team__round = NumberFilter(field_name="team__round_id")
    organization = NumberFilter(field_name="organization_id")
    kind = django_filters.ChoiceFilter(choices=InspectionKind.choices)
    mode = django_filters.ChoiceFilter(choices=InspectionMode.choices)
    status = django_filters.ChoiceFilter(choices=Inspection.Status.choices)


class InspectionApi(RowApi):
    """Inspections the caller reaches."""

    model = Inspection
    serializer_class = InspectionRow
    filterset_class = InspectionNumbers
