"""Stages of lasting items over the API, to be read; they are set and reviewed by commands of their item."""

import django_filters
from rest_framework import serializers

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from rectification.models import StagedAim
from rounds.place.api import PLACE_MEMBERS, place_filters, place_members
from rounds.place.lookups import Place

OF_AIM = Place("item__hand_over__inspection")


class StagedAimRow(RowSerializer):
    inspection = serializers.IntegerField(source="item.hand_over.inspection_id")
    organization_name, round_number, team_number = place_members(OF_AIM)
    item_number = serializers.IntegerField(source="item.number")
    status_label = LabelField(source="status")

    class Meta:
        model = StagedAim
        fields = [
            "id",
            "item",
            "item_number",
            "inspection",
            *PLACE_MEMBERS,
            "number",
            "goal",
            "measure",
            "due_on",
            "set_on",
            "done",
            "reported_on",
            "opinion",
            "decided_on",
            "status",
            "status_label",
            "updated_at",
        ]


class StagedAimsFilter(django_filters.FilterSet):
    """By place, item and state."""

    inspection, round = place_filters(OF_AIM)
    item = NumberFilter(field_name="item_id")
    status = django_filters.ChoiceFilter(choices=StagedAim.Status.choices)


class StagedAimApi(RowApi):
    """Stages of the lasting items the caller reaches."""

    model = StagedAim
    serializer_class = StagedAimRow
    filterset_class = StagedAimsFilter
