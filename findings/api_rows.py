"""What the endpoints share: the place of a row, its next steps, opinions and reasons."""

import django_filters
from rest_framework import serializers

from core.api.rows import ComputedField, LabelField, RowSerializer
from core.api.views import RowApi
from core.workflow.steps import steps_for
from rounds.place.api import PLACE_MEMBERS, place_filters, place_members
from rounds.place.lookups import Place

PLACE = ["inspection", *PLACE_MEMBERS]


class StepShape(serializers.Serializer):
    """A step the caller may take now; `blocked` says why not yet."""

    name = serializers.CharField()
    label = serializers.CharField()
    blocked = serializers.CharField()


def steps_field() -> ComputedField:
    """The next legal steps of one row, for its detail."""
    return ComputedField(StepShape(many=True), needs=("pk",))


class PlacedRow(RowSerializer):
    """A row that belongs to an inspection."""

    organization_name, round_number, team_number = place_members(Place())
    status_label = LabelField(source="status")

    def compute_next_steps(self, pk):
        """The steps `steps_for` offers this caller."""
        user = self.context["request"].user
        row = self.Meta.model._default_manager.visible_to(user).get(pk=pk)
        return [{"name": s.name, "label": s.label, "blocked": s.blocked} for s in steps_for(row, user)]


class PlacedFilter(django_filters.FilterSet):
    """By numbers, so that a number of a row one does not see answers like one that is not there."""

    inspection, round = place_filters(Place())


class PlacedApi(RowApi):
    """List and detail of rows of inspections; the detail tells the next steps."""

    detail_class: type[RowSerializer]

    def get_serializer_class(self):
        """The detail has more members than the list."""
        return self.detail_class if self.action == "retrieve" else self.serializer_class
