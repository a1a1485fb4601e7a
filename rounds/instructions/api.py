"""Instructions over the API, to be read; those on leads are on their pages alone."""

import django_filters

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from rounds.models import Instruction


class InstructionRow(RowSerializer):
    giver_label = LabelField(source="giver")

    class Meta:
        model = Instruction
        fields = [
            "id",
            "giver",
            "giver_label",
            "giver_name",
            "given_on",
            "round",
            "inspection",
            "text",
            "addressee",
            "due_on",
            "answered_on",
            "answer",
            "voided_on",
            "updated_at",
        ]


class InstructionsFilter(django_filters.FilterSet):
    """By who gave them, round and inspection."""

    giver = django_filters.ChoiceFilter(choices=Instruction.Giver.choices)
    round = NumberFilter(field_name="round_id")
    inspection = NumberFilter(field_name="inspection_id")


class InstructionApi(RowApi):
    """Written instructions of the secretary and others, but for those on leads."""

    model = Instruction
    serializer_class = InstructionRow
    filterset_class = InstructionsFilter

    def get_queryset(self):
        return super().get_queryset().filter(is_on_lead=False)
