"""Forwarded reports over the API: what a body received, and the commands by which it answers."""

import django_filters
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import LabelField
from core.api.views import command
from core.ui.number_filter import NumberFilter
from findings.api_rows import PLACE, PlacedApi, PlacedRow, steps_field
from rectification.forwarding.bodies import ForwardedReceiptBody
from rectification.forwarding.services import receipt_report
from rectification.forwarding.steps import STEPS
from rectification.forwarding.tables import OF_FORWARDED
from rectification.models import ForwardedReport
from rounds.place.api import place_filters, place_members


class ForwardedReportRow(PlacedRow):
    inspection = serializers.IntegerField(source="hand_over.inspection_id")
    organization_name, round_number, team_number = place_members(OF_FORWARDED)
    way_label = LabelField(source="way")

    class Meta:
        model = ForwardedReport
        fields = [
            "id",
            *PLACE,
            "body",
            "number",
            "copies",
            "note",
            "sent_on",
            "way",
            "way_label",
            "signer_name",
            "signed_on",
            "digest",
            "opinion",
            "taken_up",
            "opinion_on",
            "status",
            "status_label",
            "updated_at",
        ]


class ForwardedReportDetail(ForwardedReportRow):
    next_steps = steps_field()

    class Meta(ForwardedReportRow.Meta):
        fields = [*ForwardedReportRow.Meta.fields, "next_steps"]


class ForwardedReportsFilter(django_filters.FilterSet):
    """By place, body and state."""

    inspection, round = place_filters(OF_FORWARDED)
    body = NumberFilter(field_name="body_id")
    status = django_filters.ChoiceFilter(choices=ForwardedReport.Status.choices)


@commands(STEPS)
class ForwardedReportApi(PlacedApi):
    """Reports that were forwarded to the caller's body; office and leading group see all."""

    model = ForwardedReport
    serializer_class = ForwardedReportRow
    detail_class = ForwardedReportDetail
    filterset_class = ForwardedReportsFilter

    @command(rows=ForwardedReport.objects.answerable_by, body=ForwardedReceiptBody)
    def receipt(self, request, pk=None):
        """Sign for the caller's body with the typed name; of what it signs for, the digest is told."""
        return self.act(receipt_report)
