"""Takeovers of duties over the API."""

import django_filters
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from personnel.models import Takeover
from personnel.takeovers.steps import STEPS


class TakeoverRow(RowSerializer):
    organization_name = serializers.CharField(source="organization.name")
    role_label = LabelField(source="role")
    status_label = LabelField(source="status")

    class Meta:
        model = Takeover
        fields = [
            "id",
            "organization",
            "organization_name",
            "role",
            "role_label",
            "predecessor",
            "newcomer",
            "begun_on",
            "taken_on",
            "text",
            "status",
            "status_label",
            "updated_at",
        ]


class TakeoversFilter(django_filters.FilterSet):
    """By organization and state."""

    organization = NumberFilter(field_name="organization_id")
    status = django_filters.ChoiceFilter(choices=Takeover.Status.choices)


@commands(STEPS)
class TakeoverApi(RowApi):
    """Takeovers the caller reaches; what is owed stands among the obligations."""

    model = Takeover
    serializer_class = TakeoverRow
    filterset_class = TakeoversFilter
