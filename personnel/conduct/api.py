"""Commitments, replacements, orders to make up work and integrity talks over the API, to be read."""

import django_filters
from rest_framework import serializers

from core.api.rows import LabelField, RowSerializer
from core.api.views import RowApi
from core.ui.number_filter import NumberFilter
from personnel.models import Commitment, IntegrityTalk, MakeUpOrder, Replacement


class OfPostings(django_filters.FilterSet):
    """By person and team."""

    person = NumberFilter(field_name="posting__person_id")
    team = NumberFilter(field_name="posting__team_id")


class OfTeams(django_filters.FilterSet):
    """By team."""

    team = NumberFilter(field_name="team_id")


class OfRounds(django_filters.FilterSet):
    """By round."""

    round = NumberFilter(field_name="round_id")


class ReplacementRow(RowSerializer):
    person = serializers.IntegerField(source="posting.person_id")
    person_name = serializers.CharField(source="posting.person.name")
    team = serializers.IntegerField(source="posting.team_id")

    class Meta:
        model = Replacement
        fields = ["id", "person", "person_name", "team", "replaced_on", "grounds", "voided_on", "updated_at"]


class ReplacementApi(RowApi):
    """Members of teams who were replaced."""

    model = Replacement
    serializer_class = ReplacementRow
    filterset_class = OfPostings


class MakeUpOrderRow(RowSerializer):
    class Meta:
        model = MakeUpOrder
        fields = ["id", "team", "ordered_on", "due_on", "grounds", "done_on", "outcome", "voided_on", "updated_at"]


class MakeUpOrderApi(RowApi):
    """Teams that were ordered to make up work, and what came of it."""

    model = MakeUpOrder
    serializer_class = MakeUpOrderRow
    filterset_class = OfTeams


class CommitmentRow(RowSerializer):
    person = serializers.IntegerField(source="posting.person_id")
    person_name = serializers.CharField(source="posting.person.name")
    team = serializers.IntegerField(source="posting.team_id")
    way_label = LabelField(source="way")

    class Meta:
        model = Commitment
        fields = ["id", "person", "person_name", "team", "signed_on", "way", "way_label", "voided_on", "updated_at"]


class CommitmentApi(RowApi):
    """Commitments signed for a round."""

    model = Commitment
    serializer_class = CommitmentRow
    filterset_class = OfPostings


class IntegrityTalkRow(RowSerializer):
    class Meta:
        model = IntegrityTalk
        fields = ["id", "round", "team", "held_on", "speaker", "record", "voided_on", "updated_at"]


class IntegrityTalkApi(RowApi):
    """Collective integrity talks."""

    model = IntegrityTalk
    serializer_class = IntegrityTalkRow
    filterset_class = OfRounds
