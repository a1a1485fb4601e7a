"""What rules, funds and who was held to account take over the API."""

from rest_framework import serializers

from core.api.bodies import MoneyField
from core.api.views import VisibleField
from rectification.models import HeldToAccount, Item, OrganizationRule

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


class HeldFacts(serializers.Serializer):
    """What is said of who was held to account."""

    subject = serializers.ChoiceField(HeldToAccount.Subject.choices, required=False)
    name = serializers.CharField(max_length=100)
    post = serializers.CharField(max_length=100, required=False, allow_blank=True)
    way = serializers.ChoiceField(HeldToAccount.Way.choices)
    held_on = serializers.DateField()
    number = serializers.CharField(max_length=50, required=False, allow_blank=True)


class HeldBody(HeldFacts):
    """A person or a unit that the organization held to account for the problem of an item."""

    item = VisibleField(Item, reads=READS)


class HeldCorrection(HeldFacts):
    """What is right instead, and why."""

    name = serializers.CharField(max_length=100, required=False)
    way = serializers.ChoiceField(HeldToAccount.Way.choices, required=False)
    held_on = serializers.DateField(required=False)
    why = serializers.CharField(max_length=500)
