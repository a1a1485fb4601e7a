"""The place over the API: members that tell it, and filters by numbers."""

from rest_framework import serializers

from core.ui.number_filter import NumberFilter
from rounds.place.lookups import Place

PLACE_MEMBERS = ["organization_name", "round_number", "team_number"]


def place_members(place: Place, **options) -> tuple[serializers.Field, serializers.Field, serializers.Field]:
    """The fields of `PLACE_MEMBERS`, in that order, for the class body of a row; `options` are those of each field."""
    return (
        serializers.CharField(source=_source(place.organization_name), **options),
        serializers.IntegerField(source=_source(place.round_number), **options),
        serializers.IntegerField(source=_source(place.team_number), **options),
    )


def place_filters(place: Place) -> tuple[NumberFilter, NumberFilter]:
    """By inspection and round: numbers, so that one of a row unseen answers like one that is not there."""
    return NumberFilter(field_name=f"{place.inspection}_id"), NumberFilter(field_name=place.round_number)


def _source(lookup: str) -> str:
    return lookup.replace("__", ".")
