"""What the API takes of a takeover."""

from rest_framework import serializers


class TakeOverBody(serializers.Serializer):
    """The statement of the newcomer."""

    text = serializers.CharField(max_length=1000)
