"""What rules and funds take over the API."""

from rest_framework import serializers

from core.api.bodies import MoneyField
from core.api.views import VisibleField
from rectification.models import Item, OrganizationRule

READS = ("hand_over__inspection__organization",)


class RuleFacts(serializers.Serializer):
    """What is said of a rule."""

    kind = serializers.ChoiceField(OrganizationRule.Kind.choices)
    title = serializers.CharField(max_length=100)
    number = serializers.CharField(max_length=50, required=False, allow_blank=True)
    made_on = serializers.DateField()
    also_for = VisibleField(Item, reads=READS, many=True, required=False)


class RuleBody(RuleFacts):
    """A rule made or revised for an item; `also_for` are further items of the organization."""

    item = VisibleField(Item, reads=READS)


class RuleCorrection(RuleFacts):
    """What is right instead, and why; of what is known as a number alone, the `amount` and the day."""

    kind = serializers.ChoiceField(OrganizationRule.Kind.choices, required=False)
    title = serializers.CharField(max_length=100, required=False)
    made_on = serializers.DateField(required=False)
    amount = serializers.IntegerField(min_value=1, max_value=2_147_483_647, required=False)
    why = serializers.CharField(max_length=500)


class FundsBody(serializers.Serializer):
    """Funds (yuan) returned for an item."""

    item = VisibleField(Item, reads=READS)
    amount = MoneyField(min_value=0)
    returned_on = serializers.DateField()
    voucher = serializers.CharField(max_length=50, required=False, allow_blank=True)


class FundsCorrection(serializers.Serializer):
    """What is right instead, and why."""

    amount = MoneyField(min_value=0, required=False)
    returned_on = serializers.DateField(required=False)
    voucher = serializers.CharField(max_length=50, required=False, allow_blank=True)
    why = serializers.CharField(max_length=500)
