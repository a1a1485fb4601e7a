"""The four ledgers over the API: the same rows, the same services."""

import django_filters
from rest_framework import serializers

from core.api.rows import ComputedField, LabelField
from core.ui.number_filter import NumberFilter
from core.workdays.reckoning import days_left
from findings.api_rows import PLACE, PlacedApi, PlacedRow
from rectification.models import Node, Obligation


class ObligationRow(PlacedRow):
    node_label = LabelField(source="node")
    body_name = serializers.CharField(source="body.name", allow_null=True)
    days_left = ComputedField(serializers.IntegerField(), needs=("due_on",))
    status_label = None

    class Meta:
        model = Obligation
        fields = [
            "id",
            "node",
            "node_label",
            "title",
            *PLACE,
            "organization",
            "body",
            "body_name",
            "from_on",
            "due_on",
            "days_left",
            "met_on",
            "cancelled_on",
            "updated_at",
        ]

    def compute_days_left(self, due_on):
        """Until it is due; negative when late."""
        return days_left(due_on)


class ObligationsFilter(django_filters.FilterSet):
    """What is still owed, by node and day."""

    open = django_filters.BooleanFilter(method="by_open")
    node = django_filters.ChoiceFilter(choices=Node.choices)
    inspection = NumberFilter(field_name="inspection_id")
    due_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lt")

    def by_open(self, rows, name, value):
        """Still owed, or settled."""
        return rows.open() if value else rows.settled()


class ObligationApi(PlacedApi):
    """Who owes what by when, as far as the caller sees it."""

    model = Obligation
    serializer_class = ObligationRow
    detail_class = ObligationRow
    filterset_class = ObligationsFilter
