"""Transfers over the API: what a receiving body fetches, and how it answers."""

import django_filters
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from core.api.commands import commands
from core.api.filters import refuse_unknown
from core.api.rows import LabelField
from core.api.views import command
from core.ui.number_filter import NumberFilter
from findings.api_rows import PlacedRow, steps_field
from findings.exchange import services
from findings.exchange.answers import DisposalBody, DisposalRow, OutcomeBody, OutcomeRow
from findings.exchange.steps import STEPS
from findings.lead_access import record_access
from findings.lead_pages import RecordedApi
from findings.models import Disposal, LeadAccess, Outcome, Transfer
from rounds.place.api import PLACE_MEMBERS, place_members
from rounds.place.lookups import Place


class TransferRow(PlacedRow):
    """A transfer with the lead as it was sent."""

    lead_number = serializers.CharField(source="lead.number")
    organization_name, round_number, team_number = place_members(Place("lead__inspection"))
    subject_name = serializers.CharField(source="lead.subject_name")
    subject_post = serializers.CharField(source="lead.subject_post")
    subject_rank = serializers.CharField(source="lead.subject_rank")
    content = serializers.CharField(source="lead.content")
    discipline = serializers.CharField(source="lead.discipline")
    discipline_label = LabelField(source="lead.discipline")
    suggestion = serializers.CharField(source="lead.suggestion")
    suggestion_label = LabelField(source="lead.suggestion")
    body_name = serializers.CharField(source="body.name")

    class Meta:
        model = Transfer
        fields = [
            "id",
            "lead",
            "lead_number",
            *PLACE_MEMBERS,
            "subject_name",
            "subject_post",
            "subject_rank",
            "content",
            "discipline",
            "discipline_label",
            "suggestion",
            "suggestion_label",
            "body",
            "body_name",
            "sent_on",
            "due_on",
            "acknowledged_on",
            "concluded_on",
            "status",
            "status_label",
            "updated_at",
        ]


class TransferDetail(TransferRow):
    next_steps = steps_field()

    class Meta(TransferRow.Meta):
        fields = [*TransferRow.Meta.fields, "next_steps"]


class TransferFilter(django_filters.FilterSet):
    """By lead and by state."""

    lead = NumberFilter(field_name="lead_id")
    status = django_filters.ChoiceFilter(choices=Transfer.Status.choices)


transfers = Transfer.objects
UNPAGED = {"pagination_class": None, "filter_backends": []}
"""The answers to one transfer are few: all of them come at once, and nothing narrows them."""


@commands(STEPS)
class TransferApi(RecordedApi):
    """Transfers the caller reaches: a body's own; all of them for those who read leads."""

    model = Transfer
    serializer_class = TransferRow
    detail_class = TransferDetail
    filterset_class = TransferFilter
    lead_key = locked_after = "lead"

    @command(rows=transfers.answerable_by, body=DisposalBody, code=201, **UNPAGED)
    def disposals(self, request, pk=None):
        """Report how the lead is handled."""
        return self.act(services.report_disposal, code=201)

    @extend_schema(responses=DisposalRow(many=True))
    @disposals.mapping.get
    def list_disposals(self, request, pk=None):
        """The disposals reported on this transfer, the first first."""
        return self._reported(Disposal, DisposalRow)

    @command(rows=transfers.answerable_by, body=OutcomeBody, code=201, **UNPAGED)
    def outcomes(self, request, pk=None):
        """Report what came of the lead."""
        return self.act(services.report_outcome, code=201)

    @extend_schema(responses=OutcomeRow(many=True))
    @outcomes.mapping.get
    def list_outcomes(self, request, pk=None):
        """The outcomes reported on this transfer, the first first."""
        return self._reported(Outcome, OutcomeRow)

    def _reported(self, model, serializer_class) -> Response:
        refuse_unknown(self.request, {"format"})
        transfer = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        record_access([transfer.lead_id], by=self.request.user, kind=LeadAccess.Kind.API)
        rows = model.objects.visible_to(self.request.user).filter(transfer=transfer)
        return Response(serializer_class(rows, many=True).data)
