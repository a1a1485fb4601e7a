"""Rounds over the API."""

import django_filters

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from rounds.models import InspectionKind, Round


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
