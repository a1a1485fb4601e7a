"""What cooperating bodies send over the API, and what they read of it."""

import django_filters
from drf_spectacular.utils import extend_schema

from core.api.kept_fields import KeptFieldsSerializer
from core.api.rows import LabelField, RowSerializer
from core.api.views import Receipt, RowApi
from core.registers.services import enter
from findings.inputs.registers import INPUTS
from findings.models import CooperationInput
from findings.permissions import sends_inputs


class InputBody(KeptFieldsSerializer):
    """Information, or a problem, from the caller's own body; `about` is the unit as the body calls it."""

    class Meta:
        model = CooperationInput
        fields = ["kind", "received_on", "about", "title", "content"]


class InputRow(RowSerializer):
    """What was sent and what became of it; which paper, finding or lead it led to stays with the team."""

    kind_label = LabelField(source="kind")
    result_label = LabelField(source="result")

    class Meta:
        model = CooperationInput
        fields = [
            "id",
            "kind",
            "kind_label",
            "body",
            "received_on",
            "about",
            "title",
            "content",
            "given_on",
            "result",
            "result_label",
            "settled_on",
            "why",
            "voided_on",
            "updated_at",
        ]


class InputsFilter(django_filters.FilterSet):
    """By kind, and by what became of them."""

    class Meta:
        model = CooperationInput
        fields = ("kind", "result")


class InputApi(RowApi):
    """Information and problems from cooperating bodies: what the caller reaches, a body what it sent."""

    model = CooperationInput
    serializer_class = InputRow
    filterset_class = InputsFilter
    body_serializer = InputBody
    may_create = staticmethod(sends_inputs)

    @extend_schema(request=InputBody, responses={201: Receipt})
    def create(self, request):
        """Send one piece of information, or one problem, for the office to give to a team."""
        return self.add(lambda *, by, **body: enter(INPUTS, by=by, **body))
