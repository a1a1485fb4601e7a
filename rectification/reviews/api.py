"""Opinions on plans over the API: what a reviewer is asked, and the command by which it answers."""

from typing import Any

import django_filters
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import ComputedField, LabelField
from core.ui.number_filter import NumberFilter
from findings.api_rows import PLACE, PlacedApi, PlacedRow, steps_field
from rectification.models import PlanOpinion
from rectification.reviews.planned import as_kept, planned_then
from rectification.reviews.steps import STEPS
from rectification.reviews.tables import OF_OPINION
from rounds.place.api import place_filters, place_members


class ItemOpinionShape(serializers.Serializer):
    """What is said of one item."""

    number = serializers.IntegerField()
    text = serializers.CharField()


class MeasureShape(serializers.Serializer):
    """One measure of the plan as filed."""

    content = serializers.CharField()
    kind = serializers.CharField()
    leader = serializers.CharField()
    department = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)


class PlannedItemShape(serializers.Serializer):
    """One item of the plan as filed."""

    number = serializers.IntegerField()
    problem = serializers.CharField()
    goal = serializers.CharField()
    leader = serializers.CharField()
    department = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    kept_up = serializers.BooleanField()
    measures = MeasureShape(many=True)


class PlanOpinionRow(PlacedRow):
    inspection = serializers.IntegerField(source="review.hand_over.inspection_id")
    organization_name, round_number, team_number = place_members(OF_OPINION)
    reviewer_label = LabelField(source="reviewer")
    verdict_label = LabelField(source="verdict")
    on_items = ComputedField(ItemOpinionShape(many=True), needs=("on_items",))

    class Meta:
        model = PlanOpinion
        fields = [
            "id",
            *PLACE,
            "reviewer",
            "reviewer_label",
            "body",
            "asked_on",
            "verdict",
            "verdict_label",
            "text",
            "on_items",
            "given_on",
            "status",
            "status_label",
            "updated_at",
        ]

    def compute_on_items(self, on_items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """By the numbers of the plan as filed."""
        return on_items


class PlanOpinionDetail(PlanOpinionRow):
    plan = ComputedField(PlannedItemShape(many=True), needs=("review__plan",))
    next_steps = steps_field()

    class Meta(PlanOpinionRow.Meta):
        fields = [*PlanOpinionRow.Meta.fields, "plan", "next_steps"]

    def compute_plan(self, plan: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """As it was filed; of one filed before plans told what is kept up, nothing is."""
        return as_kept(planned_then(plan))


class PlanOpinionsFilter(django_filters.FilterSet):
    """By place and by state."""

    inspection, round = place_filters(OF_OPINION)
    body = NumberFilter(field_name="body_id")
    status = django_filters.ChoiceFilter(choices=PlanOpinion.Status.choices)


@commands(STEPS)
class PlanOpinionApi(PlacedApi):
    """Opinions on plans the caller was asked for; office and leading group see all."""

    model = PlanOpinion
    serializer_class = PlanOpinionRow
    detail_class = PlanOpinionDetail
    filterset_class = PlanOpinionsFilter
