"""Organizations, rounds, teams and inspections, read over the API."""

import django_filters
from rest_framework import serializers

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from rounds.models import Inspection, InspectionKind, Organization, Round, Team


class OrganizationRow(RowSerializer):
    level_label = LabelField(source="level")

    class Meta:
        model = Organization
        fields = ["id", "name", "category", "level", "level_label", "district", "secretary", "updated_at"]


class OrganizationApi(RowApi):
    """Party organizations the caller reaches."""

    model = Organization
    serializer_class = OrganizationRow
    filterset_fields = {"category": ["exact"], "level": ["exact"], "district": ["exact"], "name": ["exact"]}


class RoundRow(RowSerializer):
    kind_label = LabelField(source="kind")
    status_label = LabelField(source="status")

    class Meta:
        model = Round
        fields = [
            "id",
            "number",
            "term",
            "kind",
            "kind_label",
            "theme",
            "starts_on",
            "field_ends_on",
            "approved_on",
            "started_on",
            "field_ended_on",
            "rectifying_from",
            "archived_on",
            "status",
            "status_label",
            "updated_at",
        ]


class RoundNumbers(django_filters.FilterSet):
    """By number, kind and state."""

    number = NumberFilter()
    kind = django_filters.ChoiceFilter(choices=InspectionKind.choices)
    status = django_filters.ChoiceFilter(choices=Round.Status.choices)


class RoundApi(RowApi):
    """Rounds the caller reaches."""

    model = Round
    serializer_class = RoundRow
    filterset_class = RoundNumbers


class TeamRow(RowSerializer):
    round_number = serializers.IntegerField(source="round.number")

    class Meta:
        model = Team
        fields = [
            "id",
            "round",
            "round_number",
            "number",
            "formed_on",
            "dissolved_on",
            "phone",
            "place",
            "updated_at",
        ]


class TeamNumbers(django_filters.FilterSet):
    """By numbers, so that the number of a round one does not see answers like one that is not there."""

    round = NumberFilter(field_name="round_id")
    round__number = NumberFilter()


class TeamApi(RowApi):
    """Teams the caller reaches."""

    model = Team
    serializer_class = TeamRow
    filterset_class = TeamNumbers


class InspectionRow(RowSerializer):
    round = serializers.IntegerField(source="team.round_id")
    round_number = serializers.IntegerField(source="team.round.number")
    team_number = serializers.IntegerField(source="team.number")
    organization_name = serializers.CharField(source="organization.name")
    kind_label = LabelField(source="kind")
    status_label = LabelField(source="status")

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
            "entered_on",
            "left_on",
            "fed_back_on",
            "status",
            "status_label",
            "updated_at",
        ]


class InspectionNumbers(django_filters.FilterSet):
    """By numbers, as `TeamNumbers`."""

    team = NumberFilter(field_name="team_id")
    team__round = NumberFilter(field_name="team__round_id")
    organization = NumberFilter(field_name="organization_id")
    kind = django_filters.ChoiceFilter(choices=InspectionKind.choices)
    status = django_filters.ChoiceFilter(choices=Inspection.Status.choices)


class InspectionApi(RowApi):
    """Inspections the caller reaches."""

    model = Inspection
    serializer_class = InspectionRow
    filterset_class = InspectionNumbers
