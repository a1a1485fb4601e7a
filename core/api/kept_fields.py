"""Serializers that work their fields out of a model once in a process, not once a request."""

from copy import deepcopy
from functools import cache

from django.utils.translation import get_language
from rest_framework import serializers


class KeptFieldsSerializer(serializers.ModelSerializer):
    """DRF's own, but for one thing: DRF reads the model anew for each serializer, which takes longer than its copy."""

    def get_fields(self) -> dict[str, serializers.Field]:
        """Fields of this serializer's own, which it may bind."""
        return deepcopy(_fields(type(self), get_language()))


@cache
def _fields(serializer: type[serializers.ModelSerializer], language: str | None) -> dict[str, serializers.Field]:
    """By language, since DRF writes words of the model into some of them."""
    return serializers.ModelSerializer.get_fields(serializer())
