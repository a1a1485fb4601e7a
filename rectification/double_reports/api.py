"""Reports over the API, as their addressees receive them."""

import django_filters
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import LabelField
from core.ui.number_filter import NumberFilter
from findings.api_rows import PLACE, PlacedApi, PlacedRow, steps_field
from rectification.double_reports.steps import OF_DELIVERY as STEPS
from rectification.double_reports.steps import OF_HAND_OVER
from rectification.double_reports.tables import OF_DELIVERY
from rectification.hand_over.handed_api import HandOverApi
from rectification.models import RectificationReport, ReportDelivery
from rounds.place.api import place_filters, place_members


class ReportDeliveryRow(PlacedRow):
    inspection = serializers.IntegerField(source="report.hand_over.inspection_id")
    organization_name, round_number, team_number = place_members(OF_DELIVERY)
    kind = serializers.CharField(source="report.kind")
    kind_label = LabelField(source="report.kind")
    number = serializers.IntegerField(source="report.number")
    text = serializers.CharField(source="report.text")
    way = serializers.CharField(source="report.way")
    way_label = LabelField(source="report.way")
    signer_name = serializers.CharField(source="report.signer_name")
    signer_post = serializers.CharField(source="report.signer_post")
    signed_on = serializers.DateField(source="report.signed_on")
    digest = serializers.CharField(source="report.digest")

    class Meta:
        model = ReportDelivery
        fields = [
            "id",
            *PLACE,
            "kind",
            "kind_label",
            "number",
            "text",
            "way",
            "way_label",
            "signer_name",
            "signer_post",
            "signed_on",
            "digest",
            "body",
            "received_on",
            "status",
            "status_label",
            "updated_at",
        ]


class ReportDeliveryDetail(ReportDeliveryRow):
    next_steps = steps_field()

    class Meta(ReportDeliveryRow.Meta):
        fields = [*ReportDeliveryRow.Meta.fields, "next_steps"]


class ReportDeliveriesFilter(django_filters.FilterSet):
    """By place, kind and state."""

    inspection, round = place_filters(OF_DELIVERY)
    body = NumberFilter(field_name="body_id")
    kind = django_filters.ChoiceFilter(field_name="report__kind", choices=RectificationReport.Kind.choices)
    status = django_filters.ChoiceFilter(choices=ReportDelivery.Status.choices)


@commands(STEPS)
class ReportDeliveryApi(PlacedApi):
    """Reports that were sent to the caller's body; all whose hand-overs the caller reaches."""

    model = ReportDelivery
    serializer_class = ReportDeliveryRow
    detail_class = ReportDeliveryDetail
    filterset_class = ReportDeliveriesFilter


commands(OF_HAND_OVER)(HandOverApi)  # reports are begun on a hand-over, which knows nothing of this room
