"""What the API takes of an application for a close-out."""

from rest_framework import serializers


class CloseOutBody(serializers.Serializer):
    """Why the problem arose, what came of rectifying it, and what else was looked at in its light (举一反三)."""

    root_cause = serializers.CharField(max_length=1000)
    statement = serializers.CharField(max_length=1000)
    wider_lessons = serializers.CharField(max_length=1000)
