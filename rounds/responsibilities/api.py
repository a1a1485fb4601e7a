"""Meetings and rules over the API, to be read."""

import django_filters

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from rounds.models import AdoptedRule, Meeting


class MeetingRow(RowSerializer):
    kind_label = LabelField(source="kind")

    class Meta:
        model = Meeting
        fields = ["id", "kind", "kind_label", "held_on", "agenda", "decisions", "voided_on", "updated_at"]


class MeetingsFilter(django_filters.FilterSet):
    """By kind."""

    class Meta:
        model = Meeting
        fields = ("kind",)


class MeetingApi(RowApi):
    """Meetings of the committee, its secretary and the leading group."""

    model = Meeting
    serializer_class = MeetingRow
    filterset_class = MeetingsFilter


class AdoptedRuleRow(RowSerializer):
    body_label = LabelField(source="body")

    class Meta:
        model = AdoptedRule
        fields = [
            "id",
            "body",
            "body_label",
            "title",
            "number",
            "in_force_on",
            "replaces",
            "repealed_on",
            "voided_on",
            "updated_at",
        ]


class AdoptedRulesFilter(django_filters.FilterSet):
    """By who adopted them."""

    class Meta:
        model = AdoptedRule
        fields = ("body",)


class AdoptedRuleApi(RowApi):
    """Rules that the standing committee, the leading group and the office adopted."""

    model = AdoptedRule
    serializer_class = AdoptedRuleRow
    filterset_class = AdoptedRulesFilter
