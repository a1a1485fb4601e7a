"""Teams over the API."""

import django_filters
from rest_framework import serializers

from core.api.rows import RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from rounds.models import Team


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
            "county",
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
