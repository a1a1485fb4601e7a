"""Obligations over the API."""

import django_filters
from django_filters.rest_framework import BooleanFilter
from rest_framework import serializers

from core.api.rows import ComputedField, LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from core.wording import for_reader
from core.workdays.reckoning import days_left
from rounds.deadlines import kinds
from rounds.models import Obligation
from rounds.place.api import PLACE_MEMBERS, place_members
from rounds.place.lookups import Place


class ObligationRow(RowSerializer):
    """What is owed on a round as a whole, or on neither, has no inspection and no team."""

    node_label = LabelField(source="node")
    title = ComputedField(serializers.CharField(), needs=("title", "titles"))
    *_computed_below, team_number = place_members(Place(), allow_null=True)
    organization_name = ComputedField(
        serializers.CharField(allow_null=True), needs=(Place().organization_name, "organization__name")
    )
    round_number = ComputedField(
        serializers.IntegerField(allow_null=True), needs=(Place().round_number, "round__number")
    )
    account_name = serializers.CharField(source="account.name", allow_null=True)
    body_name = serializers.CharField(source="body.name", allow_null=True)
    days_left = ComputedField(serializers.IntegerField(), needs=("due_on",))
    rests_since = ComputedField(serializers.DateField(allow_null=True), needs=("rests_since",))
    rests_until = ComputedField(serializers.DateField(allow_null=True), needs=("rests_until",))

    class Meta:
        model = Obligation
        fields = [
            "id",
            "node",
            "node_label",
            "title",
            "inspection",
            *PLACE_MEMBERS,
            "organization",
            "body",
            "body_name",
            "account",
            "account_name",
            "from_on",
            "due_on",
            "days_left",
            "met_on",
            "cancelled_on",
            "paused_on",
            "rests_since",
            "rests_until",
            "unchecked_since",
            "updated_at",
        ]

    def compute_title(self, title, titles):
        """What is owed, in the language of the request."""
        return for_reader(title, titles)

    def compute_organization_name(self, inspected, owing):
        """That of the inspection, or of whoever owes what is about none."""
        return inspected or owing

    def compute_round_number(self, of_inspection, of_round):
        """That of the inspection, or of the round it is about."""
        return of_inspection or of_round

    def compute_rests_since(self, day):
        """Since when it is paused by hand today; null for what is not."""
        return day

    def compute_rests_until(self, day):
        """On which day it then runs again by itself; null until somebody resumes it."""
        return day

    def compute_days_left(self, due_on):
        """Until it is due; negative when late."""
        return days_left(due_on)


class ObligationsFilter(django_filters.FilterSet):
    """What is still owed, by node and day."""

    open = BooleanFilter(method="by_open")
    paused = BooleanFilter(method="by_pause")
    node = django_filters.ChoiceFilter(choices=kinds.registered())  # routed once every app has registered its kinds
    inspection = NumberFilter(field_name="inspection_id")
    due_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lt")

    def by_open(self, rows, name, value):
        """Still owed, or settled."""
        return rows.open() if value else rows.settled()

    def by_pause(self, rows, name, value):
        """Paused by hand today, or not."""
        return rows.open().at_rest() if value else rows.not_at_rest()


class ObligationApi(RowApi):
    """Who owes what by when, as far as the caller sees it."""

    model = Obligation
    serializer_class = ObligationRow
    filterset_class = ObligationsFilter

    def get_queryset(self):
        """Each with its pause by hand."""
        return super().get_queryset().with_rest()
