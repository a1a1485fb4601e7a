"""Suggestion letters over the API: read by both sides, answered by the organization's own system."""

import django_filters
from django_filters.rest_framework import BooleanFilter
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import RowSerializer
from core.api.views import RowApi
from core.registers.register import steps_of
from core.ui.number_filter import NumberFilter
from rectification.letters.registers import LETTERS
from rectification.models import SuggestionLetter


class LetterRow(RowSerializer):
    organization_name = serializers.CharField(source="organization.name")

    class Meta:
        model = SuggestionLetter
        fields = [
            "id",
            "number",
            "organization",
            "organization_name",
            "inspection",
            "issued_on",
            "text",
            "answer_due_on",
            "answered_on",
            "answer",
            "voided_on",
            "updated_at",
        ]


class LettersFilter(django_filters.FilterSet):
    """By organization, and whether an answer is still owed."""

    organization = NumberFilter(field_name="organization_id")
    unanswered = BooleanFilter(field_name="answered_on", lookup_expr="isnull")


@commands(steps_of(LETTERS))
class LetterApi(RowApi):
    """Suggestion letters the caller reaches."""

    model = SuggestionLetter
    serializer_class = LetterRow
    filterset_class = LettersFilter
