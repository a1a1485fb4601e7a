"""What the API takes of a report that is begun."""

from rest_framework import serializers


class ReportDraftBody(serializers.Serializer):
    """The text of the report; files are attached on its page."""

    text = serializers.CharField(max_length=20_000)
