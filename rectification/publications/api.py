"""Publications of results over the API."""

import django_filters
from rest_framework import serializers

from core.api.commands import commands
from core.api.rows import LabelField
from findings.api_rows import PLACE, PlacedApi, PlacedRow, steps_field
from rectification.models import Publication
from rectification.publications.steps import STEPS
from rectification.publications.tables import OF_PUBLICATION
from rounds.place.api import place_filters, place_members


class PublicationRow(PlacedRow):
    inspection = serializers.IntegerField(source="hand_over.inspection_id")
    organization_name, round_number, team_number = place_members(OF_PUBLICATION)
    side_label = LabelField(source="side")
    ground_label = LabelField(source="ground")

    class Meta:
        model = Publication
        fields = [
            "id",
            *PLACE,
            "side",
            "side_label",
            "owed_since",
            "announcement",
            "settled_on",
            "ground",
            "ground_label",
            "why",
            "proposed_on",
            "decided_on",
            "refused_why",
            "status",
            "status_label",
            "updated_at",
        ]


class PublicationDetail(PublicationRow):
    next_steps = steps_field()

    class Meta(PublicationRow.Meta):
        fields = [*PublicationRow.Meta.fields, "next_steps"]


class PublicationsFilter(django_filters.FilterSet):
    """By place, to whom and state."""

    inspection, round = place_filters(OF_PUBLICATION)
    side = django_filters.ChoiceFilter(choices=Publication.Side.choices)
    status = django_filters.ChoiceFilter(choices=Publication.Status.choices)


@commands(STEPS)
class PublicationApi(PlacedApi):
    """Publications the caller reaches: two of each inspection whose reports were received."""

    model = Publication
    serializer_class = PublicationRow
    detail_class = PublicationDetail
    filterset_class = PublicationsFilter
