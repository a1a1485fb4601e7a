"""What a command takes besides the row: an opinion, or a reason that must be given."""

from rest_framework import serializers


class OpinionBody(serializers.Serializer):
    """An opinion with a step."""

    opinion = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class ReasonBody(serializers.Serializer):
    """Why something is given back."""

    reason = serializers.CharField(max_length=500)
