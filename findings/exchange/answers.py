"""What receiving bodies report, as bodies of requests and as rows."""

from rest_framework import serializers

from core.api.kept_fields import KeptFieldsSerializer
from core.api.views import VisibleField
from findings.models import Disposal, Outcome


class DisposalBody(KeptFieldsSerializer):
    """How a lead is handled."""

    class Meta:
        model = Disposal
        fields = ["method", "decided_on", "note"]


class OutcomeBody(KeptFieldsSerializer):
    """What came of a lead; `concluded` with the last one."""

    concluded = serializers.BooleanField(default=False)

    class Meta:
        model = Outcome
        fields = ["kind", "form", "person", "count", "decided_on", "note", "concluded"]
        extra_kwargs = {"count": {"min_value": 1}}


class CorrectionBody(KeptFieldsSerializer):
    """What is right instead of an outcome that was reported, and why."""

    corrects = VisibleField(Outcome)
    why = serializers.CharField(max_length=500)

    class Meta:
        model = Outcome
        fields = ["corrects", "why", "kind", "form", "person", "count", "decided_on", "note"]
        extra_kwargs = {"count": {"min_value": 1}}


class DisposalRow(KeptFieldsSerializer):
    """A reported disposal."""

    method_label = serializers.CharField(source="get_method_display")

    class Meta:
        model = Disposal
        fields = ["id", "method", "method_label", "decided_on", "note", "reported_at"]


class OutcomeRow(KeptFieldsSerializer):
    """A reported outcome."""

    kind_label = serializers.CharField(source="get_kind_display")
    form_label = serializers.CharField(source="get_form_display")

    class Meta:
        model = Outcome
        fields = [
            "id",
            "kind",
            "kind_label",
            "form",
            "form_label",
            "person",
            "count",
            "decided_on",
            "note",
            "corrects",
            "why",
            "reported_at",
        ]
