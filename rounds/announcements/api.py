"""Announcements over the API, to be read."""

import django_filters
from rest_framework import serializers

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from rounds.models import Announcement


class AnnouncementRow(RowSerializer):
    kind_label = LabelField(source="kind")
    channel_label = LabelField(source="channel")
    ground_label = LabelField(source="ground")
    link = serializers.CharField()

    class Meta:
        model = Announcement
        fields = [
            "id",
            "kind",
            "kind_label",
            "round",
            "inspection",
            "title",
            "decided_on",
            "channel",
            "channel_label",
            "link",
            "text",
            "ground",
            "ground_label",
            "approved_by",
            "voided_on",
            "updated_at",
        ]


class AnnouncementsFilter(django_filters.FilterSet):
    """By kind, round and inspection."""

    kind = django_filters.ChoiceFilter(choices=Announcement.Kind.choices)
    round = NumberFilter(field_name="round_id")
    inspection = NumberFilter(field_name="inspection_id")


class AnnouncementApi(RowApi):
    """What was made known to the public, or kept from it."""

    model = Announcement
    serializer_class = AnnouncementRow
    filterset_class = AnnouncementsFilter
