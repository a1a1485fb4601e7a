"""What the steps of letters and proposals take over the API."""

from rest_framework import serializers


class AnswerBody(serializers.Serializer):
    """What the organization answers; documents are uploaded on the page."""

    answer = serializers.CharField(max_length=2000)
