"""What a command takes besides the row: an opinion, a reason that must be given, a sum of money."""

import re

from rest_framework import serializers

PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class MoneyField(serializers.DecimalField):
    """Yuan and fen as a decimal string, plainly written: no exponent, no digits of another script."""

    def __init__(self, **kwargs):
        super().__init__(max_digits=14, decimal_places=2, **kwargs)

    def to_internal_value(self, data):
        if not PLAIN.fullmatch(str(data).strip()):
            self.fail("invalid")
        return super().to_internal_value(data)


class OpinionBody(serializers.Serializer):
    """An opinion with a step."""

    opinion = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class ReasonBody(serializers.Serializer):
    """Why something is given back."""

    reason = serializers.CharField(max_length=500)
