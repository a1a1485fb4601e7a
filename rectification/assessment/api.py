"""Assessments and second rectifications over the API; the organization's own system files its plan and reports."""

import django_filters
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from rectification.assessment.steps import OF_ASSESSMENT, OF_SECOND
from rectification.assessment.tables import OF_ASSESSMENT as PLACE
from rectification.assessment.tables import OF_SECOND as PLACE_OF_SECOND
from rectification.models import Assessment, Grade, SecondRectification
from rounds.place.api import place_filters, place_members


class AssessmentRow(RowSerializer):
    inspection = serializers.IntegerField(source="hand_over.inspection_id")
    organization_name, round_number, team_number = place_members(PLACE)
    grade_label = LabelField(source="grade")
    status_label = LabelField(source="status")

    class Meta:
        model = Assessment
        fields = [
            "id",
            "hand_over",
            "inspection",
            "organization_name",
            "round_number",
            "team_number",
            "attempt",
            "assessed_on",
            "opinion",
            "score",
            "grade",
            "grade_label",
            "decided_on",
            "status",
            "status_label",
            "updated_at",
        ]


class AssessmentsFilter(django_filters.FilterSet):
    """By inspection, round, grade and state."""

    inspection, round = place_filters(PLACE)
    grade = django_filters.ChoiceFilter(choices=Grade.choices)
    status = django_filters.ChoiceFilter(choices=Assessment.Status.choices)


@commands(OF_ASSESSMENT)
class AssessmentApi(RowApi):
    """Assessments the caller reaches; an organization those that are decided."""

    model = Assessment
    serializer_class = AssessmentRow
    filterset_class = AssessmentsFilter


class SecondRectificationRow(RowSerializer):
    inspection = serializers.IntegerField(source="assessment.hand_over.inspection_id")
    organization_name, round_number, team_number = place_members(PLACE_OF_SECOND)
    status_label = LabelField(source="status")

    class Meta:
        model = SecondRectification
        fields = [
            "id",
            "assessment",
            "inspection",
            "organization_name",
            "round_number",
            "team_number",
            "requirements",
            "ordered_on",
            "plan_due_on",
            "plan",
            "plan_filed_on",
            "report_due_on",
            "report",
            "reported_on",
            "ended_on",
            "status",
            "status_label",
            "updated_at",
        ]


class SecondRectificationsFilter(django_filters.FilterSet):
    """By inspection, round and state."""

    inspection, round = place_filters(PLACE_OF_SECOND)
    status = django_filters.ChoiceFilter(choices=SecondRectification.Status.choices)


@commands(OF_SECOND)
class SecondRectificationApi(RowApi):
    """Second rectifications the caller reaches."""

    model = SecondRectification
    serializer_class = SecondRectificationRow
    filterset_class = SecondRectificationsFilter
