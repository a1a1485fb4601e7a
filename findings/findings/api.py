"""Findings over the API."""

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from core.api.commands import commands
from core.api.kept_fields import KeptFieldsSerializer
from core.api.rows import LabelField
from core.api.views import Receipt, VisibleField
from findings import permissions
from findings.api_rows import PLACE, PlacedApi, PlacedFilter, PlacedRow, steps_field
from findings.findings import services
from findings.findings.steps import STEPS
from findings.models import Category, Finding, WorkingPaper


class FindingRow(PlacedRow):
    category_group = serializers.CharField(source="category.group")
    category_title = serializers.CharField(source="category.title")
    deadline_kind_label = LabelField(source="deadline_kind")

    class Meta:
        model = Finding
        fields = [
            "id",
            "number",
            *PLACE,
            "category",
            "category_group",
            "category_title",
            "text",
            "found_on",
            "deadline_kind",
            "deadline_kind_label",
            "due_on",
            "submitted_on",
            "issued_on",
            "status",
            "status_label",
            "updated_at",
        ]


class FindingDetail(FindingRow):
    next_steps = steps_field()

    class Meta(FindingRow.Meta):
        fields = [*FindingRow.Meta.fields, "next_steps"]


class FindingBody(KeptFieldsSerializer):
    """A finding drawn from an approved paper."""

    paper = VisibleField(WorkingPaper, reads=("inspection__team__round",))
    category = serializers.PrimaryKeyRelatedField(queryset=Category.objects.all())

    class Meta:
        model = Finding
        fields = ["paper", "category", "text", "found_on", "deadline_kind", "due_on"]


class FindingFilter(PlacedFilter):
    status = django_filters.ChoiceFilter(choices=Finding.Status.choices)


@commands(STEPS)
class FindingApi(PlacedApi):
    """Findings the caller reaches; an organization sees issued ones."""

    model = Finding
    serializer_class = FindingRow
    detail_class = FindingDetail
    filterset_class = FindingFilter
    body_serializer = FindingBody
    may_create = staticmethod(permissions.works)

    @extend_schema(request=FindingBody, responses={201: Receipt})
    def create(self, request):
        """Draw a finding from an approved paper."""
        return self.add(lambda *, by, paper, **body: services.draw_finding(paper, by=by, **body))
