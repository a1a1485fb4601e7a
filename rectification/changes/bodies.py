"""What the API takes of a change of the plan."""

from rest_framework import serializers

from rectification.changes.services import AskedMeasure


class MeasureBody(serializers.Serializer):
    """What is to change of one measure, by its number; what is left out stays."""

    number = serializers.IntegerField(min_value=1, max_value=32_767)
    leader = serializers.CharField(max_length=50, required=False, allow_blank=True, default="")
    department = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    due_on = serializers.DateField(required=False, allow_null=True, default=None)


class ChangeBody(serializers.Serializer):
    """What is to change of the accepted plan, and why; what is left out stays."""

    reason = serializers.CharField(max_length=500)
    goal = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
    leader = serializers.CharField(max_length=50, required=False, allow_blank=True, default="")
    department = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    due_on = serializers.DateField(required=False, allow_null=True, default=None)
    measures = MeasureBody(many=True, required=False, default=list)

    def validate_measures(self, rows):
        """As the service takes them."""
        return [AskedMeasure(**row) for row in rows]
