"""Archives over the API: of each inspection that was fed back how many documents lack, its lines, and the steps."""

from typing import Any

import django_filters
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import ComputedField
from core.ui.number_filter import NumberFilter
from findings.api_rows import PlacedApi, PlacedRow, steps_field
from rectification.archive.filters import STATES, in_state
from rectification.archive.sets import TONES, archives_for, with_lines
from rectification.archive.steps import OF_INSPECTION
from rectification.archive.told import lines_told
from rounds.models import Inspection
from rounds.place.api import PLACE_MEMBERS, place_members
from rounds.place.lookups import Place


class ArchiveLine(serializers.Serializer):
    """One line of the archive list: how it stands, why, and how many documents of it are kept on paper.

    `line` is empty for what the list does not name.
    """

    line = serializers.CharField()
    title = serializers.CharField()
    stage = serializers.CharField()
    standing = serializers.ChoiceField(choices=list(TONES))
    standing_label = serializers.CharField()
    remark = serializers.CharField()
    on_paper = serializers.IntegerField()


class ArchiveRow(PlacedRow):
    """How many documents `lack` without a reason, and since when it is archived, unless it was opened again."""

    organization_name, round_number, team_number = place_members(Place(""))
    lack = serializers.IntegerField()
    archived_on = serializers.DateField(allow_null=True)
    archivist = serializers.CharField(allow_null=True)

    class Meta:
        model = Inspection
        fields = ["id", "organization", *PLACE_MEMBERS, "lack", "archived_on", "archivist", "updated_at"]


class ArchiveDetail(ArchiveRow):
    lines = ComputedField(ArchiveLine(many=True), needs=("pk",))
    next_steps = steps_field()

    class Meta(ArchiveRow.Meta):
        fields = [*ArchiveRow.Meta.fields, "lines", "next_steps"]

    def compute_lines(self, pk: int) -> list[dict[str, Any]]:
        """Every line as the page tells it."""
        user = self.context["request"].user
        return [
            {
                "line": line.key,
                "title": line.title,
                "stage": line.stage,
                "standing": line.standing,
                "standing_label": line.state,
                "remark": line.remark,
                "on_paper": len(line.documents),
            }
            for line in lines_told(with_lines(archives_for(user)).get(pk=pk), user)
        ]

    def compute_next_steps(self, pk: int) -> list[dict[str, str]]:
        """Of what may be done with an inspection, what its archive is about."""
        names = {step.name for step in OF_INSPECTION}
        return [step for step in super().compute_next_steps(pk) if step["name"] in names]


class ArchivesFilter(django_filters.FilterSet):
    """By place and by how the archive stands."""

    organization = NumberFilter(field_name="organization_id")
    round = NumberFilter(field_name="team__round__number")
    state = django_filters.ChoiceFilter(choices=STATES, method="in_state")

    def in_state(self, rows, name, value):
        return in_state(rows, value)


@commands(OF_INSPECTION)
class ArchiveApi(PlacedApi):
    """Archives of the inspections that were fed back, for who reads all of them.

    `updated_since` goes by the inspection: what is filed or lacks changes no version of it.
    """

    model = Inspection
    serializer_class = ArchiveRow
    detail_class = ArchiveDetail
    filterset_class = ArchivesFilter

    def get_queryset(self):
        """Those the caller reaches that were fed back."""
        if getattr(self, "swagger_fake_view", False):
            return Inspection.objects.none()
        return archives_for(self.request.user)
