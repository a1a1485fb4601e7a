"""Letters over the API, read by both sides and answered by the organization's own system; proposals, by the office."""

import django_filters
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import RowSerializer
from core.api.views import RowApi
from core.registers.register import steps_of
from core.ui.number_filter import NumberFilter
from rectification.answering.api import AnsweringFilter
from rectification.letters.filters import RUNGS
from rectification.letters.registers import LETTERS
from rectification.letters.steps import STEPS
from rectification.models import Letter, LetterKind, LetterProposal
from rounds.place.api import place_members
from rounds.place.lookups import Place


class LetterRow(RowSerializer):
    organization_name = serializers.CharField(source="organization.name")

    class Meta:
        model = Letter
        fields = [
            "id",
            "kind",
            "number",
            "organization",
            "organization_name",
            "inspection",
            "issued_on",
            "text",
            "final_on",
            "answer_due_on",
            "receipted_on",
            "receipt_document",
            "answered_on",
            "answer",
            "voided_on",
            "updated_at",
        ]


class LettersFilter(AnsweringFilter):
    """By kind and organization, and whether a receipt or an answer is still owed."""

    kind = django_filters.ChoiceFilter(choices=LetterKind.choices)
    organization = NumberFilter(field_name="organization_id")


@commands(steps_of(LETTERS))
class LetterApi(RowApi):
    """Letters the caller reaches."""

    model = Letter
    serializer_class = LetterRow
    filterset_class = LettersFilter


class LetterProposalRow(RowSerializer):
    organization = serializers.IntegerField(source="inspection.organization_id")
    organization_name = place_members(Place())[0]

    class Meta:
        model = LetterProposal
        fields = [
            "id",
            "inspection",
            "organization",
            "organization_name",
            "kind",
            "proposed_on",
            "letter",
            "dismissed_on",
            "dismissed_why",
            "lapsed_on",
            "updated_at",
        ]


class LetterProposalsFilter(django_filters.FilterSet):
    """By kind and inspection."""

    kind = django_filters.ChoiceFilter(choices=RUNGS)
    inspection = NumberFilter(field_name="inspection_id")


@commands(STEPS)
class LetterProposalApi(RowApi):
    """Letters that the rules propose, for the office and the leading group."""

    model = LetterProposal
    serializer_class = LetterProposalRow
    filterset_class = LetterProposalsFilter
