"""What the API takes of a decision on a plan."""

from rest_framework import serializers


class PlanAcceptedBody(serializers.Serializer):
    """An opinion with the acceptance of a plan, for who has one."""

    opinion = serializers.CharField(max_length=5000, required=False, allow_blank=True, default="")


class PlanItemBody(serializers.Serializer):
    """What is to be mended of one item, by its number in the hand-over."""

    number = serializers.IntegerField(min_value=1, max_value=32_767)
    text = serializers.CharField(max_length=500)


class PlanReturnedBody(serializers.Serializer):
    """Why the plan is returned: on the whole, or of single items, or both; something is said."""

    reason = serializers.CharField(max_length=5000, required=False, allow_blank=True, default="")
    on_items = PlanItemBody(many=True, required=False, default=list)
