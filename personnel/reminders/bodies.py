"""What the API is sent for the steps on what is owed."""

from rest_framework import serializers


class PauseBody(serializers.Serializer):
    """Why, and the day from which it runs again by itself; without one it is resumed by hand."""

    why = serializers.CharField(max_length=200)
    until = serializers.DateField(required=False, allow_null=True)


class ResumeBody(serializers.Serializer):
    """Why it runs again."""

    reason = serializers.CharField(max_length=200)
