"""What the steps of assessments and of second rectifications take over the API."""

from rest_framework import serializers

from core.api.views import VisibleField
from rectification.models import Item


class DecisionBody(serializers.Serializer):
    """The opinion; of what is not passed, what is to be rectified a second time and by when."""

    opinion = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
    requirements = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    items = VisibleField(Item, many=True, required=False, default=list)
    plan_due_on = serializers.DateField(required=False, allow_null=True, default=None)
    report_due_on = serializers.DateField(required=False, allow_null=True, default=None)


class SecondPlanBody(serializers.Serializer):
    """The plan; documents are uploaded on the page."""

    plan = serializers.CharField(max_length=4000)


class ResultBody(serializers.Serializer):
    """What came of one item."""

    item = serializers.IntegerField(min_value=1)
    result = serializers.CharField(max_length=1000)


class SecondReportBody(serializers.Serializer):
    """The report, with what came of each item; documents are uploaded on the page."""

    report = serializers.CharField(max_length=4000)
    results = ResultBody(many=True)

    def validate_results(self, results):
        """By the key of the item, as the service takes them."""
        return {each["item"]: each["result"] for each in results}
