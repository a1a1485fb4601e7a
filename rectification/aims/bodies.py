"""What the API takes of a stage of a lasting item."""

from rest_framework import serializers


class AimBody(serializers.Serializer):
    """What is to be reached next and by when, of the measure of this number if one is given."""

    goal = serializers.CharField(max_length=500)
    due_on = serializers.DateField()
    measure = serializers.IntegerField(min_value=1, max_value=32_767, required=False, allow_null=True, default=None)
