"""Organizations, rounds, teams and inspections, read over the API."""

from rest_framework import serializers

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from rounds.models import Inspection, Organization, Round, Team


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


class RoundApi(RowApi):
    """Rounds the caller reaches."""

    model = Round
    serializer_class = RoundRow
    filterset_fields = {"number": ["exact"], "kind": ["exact"], "status": ["exact"]}


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


class TeamApi(RowApi):
    """Teams the caller reaches."""

    model = Team
    serializer_class = TeamRow
    filterset_fields = {"round": ["exact"], "round__number": ["exact"]}


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


class InspectionApi(RowApi):
    """Inspections the caller reaches."""

    model = Inspection
    serializer_class = InspectionRow
    filterset_fields = {
        "team": ["exact"],
        "team__round": ["exact"],
        "organization": ["exact"],
        "kind": ["exact"],
        "status": ["exact"],
    }
