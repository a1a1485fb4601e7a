"""What the recording of a visit takes over the API; photographs are uploaded on the page."""

from rest_framework import serializers

from rectification.checks.services import CheckedItem
from rectification.models import CheckResult
from rectification.models.visits import SURVEY

MOST = 2_147_483_647


class CheckedItemBody(serializers.Serializer):
    """What was seen of one item."""

    item = serializers.IntegerField(min_value=1)
    verdict = serializers.ChoiceField(CheckResult.Verdict.choices)
    opinion = serializers.CharField(max_length=500)


class VisitBody(serializers.Serializer):
    """What the visit found as a whole and of each item, and its survey, of which all counts are given or none."""

    visited_on = serializers.DateField()
    place = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    opinion = serializers.CharField(max_length=2000)
    results = CheckedItemBody(many=True, allow_empty=False)

    def get_fields(self):
        """The counts of the survey besides."""
        counts = {
            name: serializers.IntegerField(min_value=0, max_value=MOST, required=False, allow_null=True)
            for name in SURVEY
        }
        return super().get_fields() | counts

    def validate_results(self, results):
        """As the service takes them."""
        return [CheckedItem(**result) for result in results]
