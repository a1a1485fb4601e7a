"""Self-checks over the API: read by both sides, reported by the organization's own system."""

import django_filters
from django_filters.rest_framework import BooleanFilter
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.registers.register import steps_of
from core.ui.number_filter import NumberFilter
from rectification.campaigns.registers import SELF_CHECKS
from rectification.models import Campaign, SelfCheck


class CampaignRow(RowSerializer):
    class Meta:
        model = Campaign
        fields = ["id", "title", "text", "begun_on", "report_due_on", "voided_on", "updated_at"]


class CampaignsFilter(django_filters.FilterSet):
    """By the day they began."""

    class Meta:
        model = Campaign
        fields = ("begun_on",)


class CampaignApi(RowApi):
    """Self-check campaigns; an organization's side those sent to it."""

    model = Campaign
    serializer_class = CampaignRow
    filterset_class = CampaignsFilter


class SelfCheckRow(RowSerializer):
    campaign_title = serializers.CharField(source="campaign.title")
    organization_name = serializers.CharField(source="organization.name")
    verdict_label = LabelField(source="verdict")

    class Meta:
        model = SelfCheck
        fields = [
            "id",
            "campaign",
            "campaign_title",
            "organization",
            "organization_name",
            "sent_on",
            "reported_on",
            "problems_found",
            "problems_rectified",
            "funds_returned",
            "remark",
            "checked_on",
            "verdict",
            "verdict_label",
            "opinion",
            "voided_on",
            "updated_at",
        ]


class SelfChecksFilter(django_filters.FilterSet):
    """By campaign and organization, and whether a report is still owed."""

    campaign = NumberFilter(field_name="campaign_id")
    organization = NumberFilter(field_name="organization_id")
    unreported = BooleanFilter(field_name="reported_on", lookup_expr="isnull")


@commands(steps_of(SELF_CHECKS))
class SelfCheckApi(RowApi):
    """Self-checks the caller reaches."""

    model = SelfCheck
    serializer_class = SelfCheckRow
    filterset_class = SelfChecksFilter
