"""Commendations and promotions over the API, to be read."""

import django_filters
from rest_framework import serializers

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from personnel.models import Standing


class StandingRow(RowSerializer):
    person_name = serializers.CharField(source="person.name")
    kind_label = LabelField(source="kind")

    class Meta:
        model = Standing
        fields = [
            "id",
            "person",
            "person_name",
            "kind",
            "kind_label",
            "decided_on",
            "decided_by",
            "document",
            "note",
            "voided_on",
            "updated_at",
        ]


class StandingsFilter(django_filters.FilterSet):
    """By kind and person."""

    kind = django_filters.ChoiceFilter(choices=Standing.Kind.choices)
    person = NumberFilter(field_name="person_id")


class StandingApi(RowApi):
    """Who was commended, recommended and promoted."""

    model = Standing
    serializer_class = StandingRow
    filterset_class = StandingsFilter
