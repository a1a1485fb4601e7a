"""Notices to division leaders over the API, to be read."""

import django_filters
from rest_framework import serializers

from core.api.rows import ComputedField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from findings.models import PortfolioNotice


class NoticeRow(RowSerializer):
    round_number = serializers.IntegerField(source="round.number")
    receipted_on_paper = ComputedField(serializers.BooleanField(), needs=("receipted_on", "receipted_by_id"))

    class Meta:
        model = PortfolioNotice
        fields = [
            "id",
            "round",
            "round_number",
            "leader_name",
            "text",
            "drawn_on",
            "sent_on",
            "receipted_on",
            "receipted_on_paper",
            "receipt_document",
            "voided_on",
            "updated_at",
        ]

    def compute_receipted_on_paper(self, receipted_on, receipted_by):
        return receipted_on is not None and receipted_by is None


class NoticesFilter(django_filters.FilterSet):
    """By round."""

    round = NumberFilter(field_name="round_id")


class NoticeApi(RowApi):
    """Notices to division leaders: all for the office and the leading group, to a division leader their own."""

    model = PortfolioNotice
    serializer_class = NoticeRow
    filterset_class = NoticesFilter
