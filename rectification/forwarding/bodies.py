"""What the API takes of a receipt and of an opinion on a forwarded report."""

from rest_framework import serializers


class ForwardedReceiptBody(serializers.Serializer):
    """The full name of who signs for the body, as that of the account."""

    typed_name = serializers.CharField(max_length=50)


class ForwardedOpinionBody(serializers.Serializer):
    """The opinion, and what is taken up in daily supervision."""

    opinion = serializers.CharField(max_length=2000)
    taken_up = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
