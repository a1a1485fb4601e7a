"""Working papers over the API."""

import django_filters
from drf_spectacular.utils import extend_schema

from core.api.commands import commands
from core.api.kept_fields import KeptFieldsSerializer
from core.api.views import Receipt, VisibleField
from findings import permissions
from findings.api_rows import PLACE, PlacedApi, PlacedFilter, PlacedRow, steps_field
from findings.models import WorkingPaper
from findings.papers import services
from findings.papers.steps import STEPS
from personnel.models import Person
from rounds.models import Inspection


class PaperRow(PlacedRow):
    class Meta:
        model = WorkingPaper
        fields = [
            "id",
            "number",
            *PLACE,
            "title",
            "facts",
            "basis",
            "responsibility",
            "found_on",
            "submitted_on",
            "reviewed_on",
            "approved_on",
            "status",
            "status_label",
            "updated_at",
        ]


class PaperDetail(PaperRow):
    next_steps = steps_field()

    class Meta(PaperRow.Meta):
        fields = [*PaperRow.Meta.fields, "next_steps"]


class PaperBody(KeptFieldsSerializer):
    """A new working paper."""

    inspection = VisibleField(Inspection)
    handlers = VisibleField(Person, many=True, required=False)

    class Meta:
        model = WorkingPaper
        fields = ["inspection", "title", "facts", "basis", "responsibility", "found_on", "handlers"]


class PaperFilter(PlacedFilter):
    status = django_filters.ChoiceFilter(choices=WorkingPaper.Status.choices)


@commands(STEPS)
class PaperApi(PlacedApi):
    """Working papers the caller reaches."""

    model = WorkingPaper
    serializer_class = PaperRow
    detail_class = PaperDetail
    filterset_class = PaperFilter
    body_serializer = PaperBody
    may_create = staticmethod(permissions.works)

    @extend_schema(request=PaperBody, responses={201: Receipt})
    def create(self, request):
        """Start a paper; evidence is attached in the browser."""
        return self.add(lambda *, by, inspection, **body: services.write_paper(inspection, by=by, **body))
