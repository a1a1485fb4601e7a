"""Commendations, promotions and evaluations of teams over the API, to be read."""

import django_filters
from rest_framework import serializers

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from personnel.evaluation.forms import ALL_ANSWERS
from personnel.models import Standing, TeamEvaluation


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


class TeamEvaluationRow(RowSerializer):
    class Meta:
        model = TeamEvaluation
        fields = ["id", "team", "evaluated_on", "issued", "returned", *ALL_ANSWERS, "note", "voided_on", "updated_at"]


class TeamEvaluationsFilter(django_filters.FilterSet):
    """By team."""

    team = NumberFilter(field_name="team_id")


class TeamEvaluationApi(RowApi):
    """How the inspected found the teams, in counts."""

    model = TeamEvaluation
    serializer_class = TeamEvaluationRow
    filterset_class = TeamEvaluationsFilter
