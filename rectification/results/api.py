"""Rules, funds and who was held to account over the API: read by both sides, entered by the organization's system."""

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from core.api.rows import LabelField, RowSerializer
from core.api.views import Receipt, RowApi, command
from core.registers.services import correct, enter
from core.ui.number_filter import NumberFilter
from rectification.models import HeldToAccount, OrganizationRule, ReturnedFunds
from rectification.permissions import can_enter_results
from rectification.results.bodies import (
    FundsBody,
    FundsCorrection,
    HeldBody,
    HeldCorrection,
    RuleBody,
    RuleCorrection,
)
from rectification.results.registers import FUNDS, HELD, RULES

rules, funds, held = OrganizationRule.objects, ReturnedFunds.objects, HeldToAccount.objects
OF_CORRECTED = ["corrects", "why", "voided_on", "updated_at"]
OF_ENTRY = ["source", "source_label", *OF_CORRECTED]


class RuleRow(RowSerializer):
    finding_number = serializers.CharField(source="item.finding.number")
    kind_label = LabelField(source="kind")
    source_label = LabelField(source="source")

    class Meta:
        model = OrganizationRule
        fields = [
            "id",
            "item",
            "finding_number",
            "kind",
            "kind_label",
            "title",
            "number",
            "made_on",
            "amount",
            *OF_ENTRY,
        ]


class RuleRows(django_filters.FilterSet):
    """By item and kind."""

    item = NumberFilter(field_name="item_id")
    kind = django_filters.ChoiceFilter(choices=OrganizationRule.Kind.choices)


class OrganizationRuleApi(RowApi):
    """Rules that organizations made or revised in rectification."""

    model = OrganizationRule
    serializer_class = RuleRow
    filterset_class = RuleRows
    body_serializer = RuleBody
    may_create = staticmethod(can_enter_results)

    @extend_schema(request=RuleBody, responses={201: Receipt})
    def create(self, request):
        """Enter a rule; documents are uploaded on the page."""
        return self.add(lambda *, by, **body: enter(RULES, by=by, **body))

    @command(rows=rules.keepable_by, body=RuleCorrection, code=201)
    def correct(self, request, pk=None):
        """Correct a rule with the reason; it answers the correction."""
        return self.act(correct, code=201)


class FundsRow(RowSerializer):
    finding_number = serializers.CharField(source="item.finding.number")
    source_label = LabelField(source="source")

    class Meta:
        model = ReturnedFunds
        fields = ["id", "item", "finding_number", "amount", "returned_on", "voucher", *OF_ENTRY]


class FundsRows(django_filters.FilterSet):
    """By item."""

    item = NumberFilter(field_name="item_id")


class ReturnedFundsApi(RowApi):
    """Funds (yuan) that organizations returned in rectification."""

    model = ReturnedFunds
    serializer_class = FundsRow
    filterset_class = FundsRows
    body_serializer = FundsBody
    may_create = staticmethod(can_enter_results)

    @extend_schema(request=FundsBody, responses={201: Receipt})
    def create(self, request):
        """Enter funds returned; documents are uploaded on the page."""
        return self.add(lambda *, by, **body: enter(FUNDS, by=by, **body))

    @command(rows=funds.keepable_by, body=FundsCorrection, code=201)
    def correct(self, request, pk=None):
        """Correct funds with the reason; it answers the correction."""
        return self.act(correct, code=201)


class HeldRow(RowSerializer):
    finding_number = serializers.CharField(source="item.finding.number")
    subject_label = LabelField(source="subject")
    way_label = LabelField(source="way")

    class Meta:
        model = HeldToAccount
        fields = [
            "id",
            "item",
            "finding_number",
            "subject",
            "subject_label",
            "name",
            "post",
            "way",
            "way_label",
            "held_on",
            "number",
            *OF_CORRECTED,
        ]


class HeldRows(django_filters.FilterSet):
    """By item and way."""

    item = NumberFilter(field_name="item_id")
    way = django_filters.ChoiceFilter(choices=HeldToAccount.Way.choices)


class HeldToAccountApi(RowApi):
    """Persons and units that organizations held to account in rectification."""

    model = HeldToAccount
    serializer_class = HeldRow
    filterset_class = HeldRows
    body_serializer = HeldBody
    may_create = staticmethod(can_enter_results)

    @extend_schema(request=HeldBody, responses={201: Receipt})
    def create(self, request):
        """Enter who was held to account; documents are uploaded on the page."""
        return self.add(lambda *, by, **body: enter(HELD, by=by, **body))

    @command(rows=held.keepable_by, body=HeldCorrection, code=201)
    def correct(self, request, pk=None):
        """Correct it with the reason; it answers the correction."""
        return self.act(correct, code=201)
