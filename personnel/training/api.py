"""Training over the API, to be read."""

import django_filters

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from personnel.models import TrainingKind, TrainingSession


class TrainingSessionRow(RowSerializer):
    kind_label = LabelField(source="kind")

    class Meta:
        model = TrainingSession
        fields = ["id", "kind", "kind_label", "title", "planned_on", "held_on", "lecturer", "voided_on", "updated_at"]


class TrainingSessionsFilter(django_filters.FilterSet):
    """By kind."""

    kind = django_filters.ChoiceFilter(choices=TrainingKind.choices)


class TrainingSessionApi(RowApi):
    """Courses, lectures and seminars, planned and held."""

    model = TrainingSession
    serializer_class = TrainingSessionRow
    filterset_class = TrainingSessionsFilter
