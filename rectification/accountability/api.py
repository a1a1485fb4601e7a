"""Accountability over the API, to be read; what assessments propose of it, for the office."""

import django_filters
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from rectification.accountability.steps import STEPS
from rectification.accountability.tables import OF_PROPOSAL
from rectification.models import Accountability, AccountabilityProposal
from rounds.place.api import place_filters, place_members


class AccountabilityRow(RowSerializer):
    kind_label = LabelField(source="kind")
    organization_name = serializers.CharField(source="organization.name")

    class Meta:
        model = Accountability
        fields = [
            "id",
            "kind",
            "kind_label",
            "organization",
            "organization_name",
            "person",
            "taken_on",
            "number",
            "cause",
            "voided_on",
            "updated_at",
        ]


class AccountabilityRows(django_filters.FilterSet):
    """By kind and organization."""

    kind = django_filters.ChoiceFilter(choices=Accountability.Kind.choices)
    organization = NumberFilter(field_name="organization_id")


class AccountabilityApi(RowApi):
    """Who was held to account for failing to rectify, as far as the caller sees it."""

    model = Accountability
    serializer_class = AccountabilityRow
    filterset_class = AccountabilityRows


class AccountabilityProposalRow(RowSerializer):
    inspection = serializers.IntegerField(source="assessment.hand_over.inspection_id")
    organization_name, round_number, team_number = place_members(OF_PROPOSAL)

    class Meta:
        model = AccountabilityProposal
        fields = [
            "id",
            "assessment",
            "inspection",
            "organization_name",
            "round_number",
            "team_number",
            "proposed_on",
            "accountability",
            "dismissed_on",
            "dismissed_why",
            "updated_at",
        ]


class AccountabilityProposalsFilter(django_filters.FilterSet):
    """By inspection and round."""

    inspection, round = place_filters(OF_PROPOSAL)


@commands(STEPS)
class AccountabilityProposalApi(RowApi):
    """Accountability that assessments propose, for the office and the leading group."""

    model = AccountabilityProposal
    serializer_class = AccountabilityProposalRow
    filterset_class = AccountabilityProposalsFilter
