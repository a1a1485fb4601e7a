"""What the steps of a self-check take over the API."""

from rest_framework import serializers

from core.api.bodies import MoneyField

MOST = 2_147_483_647


class ReportBody(serializers.Serializer):
    """What the organization found of itself, and what became of it."""

    problems_found = serializers.IntegerField(min_value=0, max_value=MOST)
    problems_rectified = serializers.IntegerField(min_value=0, max_value=MOST)
    funds_returned = MoneyField(min_value=0, default=0)
    remark = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
