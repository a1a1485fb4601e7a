"""Advice over the API, read by both sides and answered by the department's own system."""

from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import RowSerializer
from core.api.views import RowApi
from core.registers.register import steps_of
from core.ui.number_filter import NumberFilter
from rectification.answering.api import AnsweringFilter
from rectification.models import SectorAdvice
from rectification.sector_advice.registers import ADVICE


class SectorAdviceRow(RowSerializer):
    body_name = serializers.CharField(source="body.name")

    class Meta:
        model = SectorAdvice
        fields = [
            "id",
            "body",
            "body_name",
            "number",
            "title",
            "text",
            "amount",
            "sent_on",
            "answer_due_on",
            "receipted_on",
            "receipt_document",
            "answered_on",
            "handling",
            "used",
            "returned_on",
            "returned_why",
            "accepted_on",
            "voided_on",
            "updated_at",
        ]


class SectorAdviceApiFilter(AnsweringFilter):
    """By department, and whether a receipt or an answer is still owed."""

    body = NumberFilter(field_name="body_id")


@commands(steps_of(ADVICE))
class SectorAdviceApi(RowApi):
    """Advice the caller reaches; of the inspections it grew from it tells nothing."""

    model = SectorAdvice
    serializer_class = SectorAdviceRow
    filterset_class = SectorAdviceApiFilter
