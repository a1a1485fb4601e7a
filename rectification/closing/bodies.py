"""What the API takes of a close-out."""

from rest_framework import serializers


class StatementBody(serializers.Serializer):
    """The statement of completion."""

    statement = serializers.CharField(max_length=1000)
