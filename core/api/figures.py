"""The registered figures over the API."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from core.access.budget import expensive
from core.access.reach import require
from core.access.roles import Right
from core.api.filters import refuse_unknown
from core.api.views import ApiView
from core.reports.figures import values_on
from core.reports.period import Period
from core.workdays.reckoning import today
from core.workdays.years import within_years


class FigureRow(serializers.Serializer):
    """A named number."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # a field of this name, not the label of this one
    unit = serializers.CharField()
    value = serializers.IntegerField()


class FigureBoard(serializers.Serializer):
    """All figures as of one day."""

    as_of = serializers.DateField()
    since = serializers.DateField(allow_null=True)
    results = FigureRow(many=True)


class FigureApi(ApiView):
    """The registered figures (docs/domain.md, figures), for those who read every round and draw reports."""

    pagination_class = None
    filter_backends = []
    serializer_class = FigureBoard
    refuses = frozenset({403})

    @extend_schema(
        parameters=[
            OpenApiParameter("as_of", OpenApiTypes.DATE, description="Count as of the end of this day; else today."),
            OpenApiParameter(
                "since",
                OpenApiTypes.DATE,
                description="Tell what is new since: counted as of the other day, and not on the day before this one.",
            ),
        ],
        responses=forced_singular_serializer(FigureBoard),
    )
    def list(self, request):
        """Every figure as of a day."""
        refuse_unknown(request, {"as_of", "since", "format"})
        require(request.user.reach.may(Right.DRAW_REPORTS), _("Only the office and the leading group draw figures."))
        as_of, since = _day(request, "as_of") or today(), _day(request, "since")
        if since and since > as_of:
            raise ValidationError({"since": [_("It must not be later than “as_of”.")]})
        period = Period(since, as_of) if since else None
        with expensive(request.user):
            values = values_on(as_of, period=period, user=request.user)
        results = [
            {
                "key": value.figure.key,
                "label": str(value.figure.label),
                "unit": str(value.figure.unit),
                "value": value.value,
            }
            for value in values
        ]
        return Response({"as_of": as_of, "since": since, "results": results})


def _day(request, name: str) -> date | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    field = serializers.DateField(
        error_messages={"invalid": _("Give a day such as 2026-11-23.")}, validators=within_years()
    )
    try:
        return field.run_validation(text)
    except ValidationError as error:
        raise ValidationError({name: error.detail}) from error
