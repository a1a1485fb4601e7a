"""Secondments over the API, to be read."""

import django_filters
from rest_framework import serializers

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from personnel.models import Secondment


class SecondmentRow(RowSerializer):
    person_name = serializers.CharField(source="person.name")
    level_label = LabelField(source="level")
    appraisal_label = LabelField(source="appraisal")

    class Meta:
        model = Secondment
        fields = [
            "id",
            "person",
            "person_name",
            "from_unit",
            "to_unit",
            "level",
            "level_label",
            "started_on",
            "planned_until",
            "ended_on",
            "appraisal",
            "appraisal_label",
            "appraised_as",
            "voided_on",
            "updated_at",
        ]


class SecondmentsFilter(django_filters.FilterSet):
    """By level and person."""

    level = django_filters.ChoiceFilter(choices=Secondment.Level.choices)
    person = NumberFilter(field_name="person_id")


class SecondmentApi(RowApi):
    """Who was seconded to an inspection body, and how they were appraised."""

    model = Secondment
    serializer_class = SecondmentRow
    filterset_class = SecondmentsFilter
