"""What the steps of advice take over the API."""

from rest_framework import serializers


class AdviceAnswerBody(serializers.Serializer):
    """What was done and how the results were used; documents are uploaded on the page."""

    handling = serializers.CharField(max_length=2000)
    used = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class AdviceReturnBody(serializers.Serializer):
    """What is to be mended, and by when."""

    reason = serializers.CharField(max_length=500)
    due_on = serializers.DateField()
