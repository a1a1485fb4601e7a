"""Receipts over the API, to be read: who signed for which feedback, when, and whether here or on paper."""

import django_filters
from rest_framework import serializers

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from rectification.models import Receipt
from rounds.place.api import PLACE_MEMBERS, place_filters, place_members
from rounds.place.lookups import Place

OF_RECEIPT = Place("hand_over__inspection")


class ReceiptRow(RowSerializer):
    inspection = serializers.IntegerField(source="hand_over.inspection_id")
    organization_name, round_number, team_number = place_members(OF_RECEIPT)
    side_label = LabelField(source="side")
    way_label = LabelField(source="way")

    class Meta:
        model = Receipt
        fields = [
            "id",
            "hand_over",
            "inspection",
            *PLACE_MEMBERS,
            "side",
            "side_label",
            "supplement",
            "way",
            "way_label",
            "signer_name",
            "signer_post",
            "signed_on",
            "digest",
            "signature_digest",
            "updated_at",
        ]


class ReceiptsFilter(django_filters.FilterSet):
    """By place, hand-over, and how it was signed."""

    inspection, round = place_filters(OF_RECEIPT)
    hand_over = NumberFilter(field_name="hand_over_id")
    way = django_filters.ChoiceFilter(choices=Receipt.Way.choices)


class ReceiptApi(RowApi):
    """Receipts of the hand-overs the caller reaches."""

    model = Receipt
    serializer_class = ReceiptRow
    filterset_class = ReceiptsFilter
