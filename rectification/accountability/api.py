"""Accountability over the API, to be read."""

import django_filters
from rest_framework import serializers

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from rectification.models import Accountability


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
