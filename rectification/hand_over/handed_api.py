"""Hand-overs over the API: how far each is, and the steps that need no signature."""

import django_filters
from rest_framework import serializers

from core.api.commands import commands
from findings.api_rows import PLACE, PlacedApi, PlacedFilter, PlacedRow, steps_field
from rectification.hand_over.steps import STEPS
from rectification.models import HandOver


class HandOverRow(PlacedRow):
    inspection = serializers.IntegerField(source="inspection_id")

    class Meta:
        model = HandOver
        fields = [
            "id",
            *PLACE,
            "delivered_on",
            "signed_on",
            "plan_filed_on",
            "plan_accepted_on",
            "focus_ends_on",
            "closed_on",
            "status",
            "status_label",
            "updated_at",
        ]


class HandOverDetail(HandOverRow):
    next_steps = steps_field()

    class Meta(HandOverRow.Meta):
        fields = [*HandOverRow.Meta.fields, "next_steps"]


class HandOversFilter(PlacedFilter):
    """By place and state."""

    status = django_filters.ChoiceFilter(choices=HandOver.Status.choices)


@commands(STEPS)
class HandOverApi(PlacedApi):
    """Hand-overs the caller reaches.

    Both receipts, and the two reports that are signed as true, need the password and a drawn signature: they are
    signed on their pages.
    """

    model = HandOver
    serializer_class = HandOverRow
    detail_class = HandOverDetail
    filterset_class = HandOversFilter
