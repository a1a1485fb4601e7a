"""What the API takes of a reopening."""

from rest_framework import serializers

from rectification.models import Reopening


class ReopeningBody(serializers.Serializer):
    """How it became known that the problem is back, why it is to be opened again, and by when to be rectified."""

    source = serializers.ChoiceField(Reopening.Source.choices)
    reason = serializers.CharField(max_length=500)
    due_on = serializers.DateField()
