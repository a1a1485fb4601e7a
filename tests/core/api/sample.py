"""A small API over real rows, with every manner an endpoint may have. Also the URLconf of these tests."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import include, path
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from core.access.reach import Refused
from core.api.entry import AddressNotFound, SchemaView
from core.api.rows import ComputedField, LabelField, RowSerializer
from core.api.signin import TokenView
from core.api.views import Receipt, RowApi, VisibleField, command, extend_schema
from core.workflow.moves import move
from rounds.models import Inspection, Organization


class OrganizationRow(RowSerializer):
    level_label = LabelField(source="level")
    shouted = ComputedField(serializers.CharField(), needs=("name", "level"))

    class Meta:
        model = Organization
        fields = ["id", "name", "level", "level_label", "shouted", "note", "updated_at"]

    def compute_shouted(self, name, level):
        return f"{name}!{level}"

    kept_from_some = frozenset({"note"})

    def hidden_from(self, user):
        return frozenset() if user.reach.reads_all else self.kept_from_some


class NameBody(serializers.Serializer):
    name = serializers.CharField(max_length=20)


class NewBody(NameBody):
    twin = VisibleField(Organization, required=False)


def make(*, by, name, twin=None):
    return Organization.objects.create(name=name, category="测试", level="city")


def rename(organization, *, by, name):
    if name == "refused":
        raise Refused("换个名字")
    if name == "invalid":
        raise ValidationError({"name": "不合规"})
    if name == "boom":
        raise IntegrityError("DETAIL: Failing row contains (secret)")
    organization.name = name
    organization.save()


def _of_all_readers(model):
    """The step is taken on any row, by who reads every round."""
    return lambda user: model.objects.all() if user.reach.reads_all else model.objects.none()


class OrganizationApi(RowApi):
    model = Organization
    serializer_class = OrganizationRow
    filterset_fields = {"level": ["exact"]}

    @extend_schema(request=NewBody, responses={201: Receipt})
    def create(self, request):
        return self.add(make)

    body_serializer = NewBody
    may_create = staticmethod(lambda user: user.reach.reads_all or bool(user.reach.teams))

    @command(rows=_of_all_readers(Organization), body=NameBody)
    def rename(self, request, pk=None):
        return self.act(rename)

    @extend_schema(request=None, responses={200: None})
    @action(detail=True, methods=["post"], parser_classes=[MultiPartParser])
    def upload(self, request, pk=None):
        rename(self.get_object(), by=request.user, name=request.data["name"])
        return Response({"size": request.FILES["file"].size})

    @extend_schema(request=None, responses={200: None})
    @action(detail=True, methods=["post"])
    def bury(self, request, pk=None):
        return Response({}, status=400)


class InspectionRow(RowSerializer):
    organization_name = serializers.CharField(source="organization.name")
    round_number = serializers.IntegerField(source="team.round.number")

    class Meta:
        model = Inspection
        fields = ["id", "organization", "organization_name", "round_number", "status", "entered_on", "updated_at"]


class InspectionApi(RowApi):
    model = Inspection
    serializer_class = InspectionRow

    @command(rows=_of_all_readers(Inspection))
    def leave(self, request, pk=None):
        return self.act(lambda row, by: move(row, Inspection.Status.REPORTING, by=by))


router = SimpleRouter()
router.register("organizations", OrganizationApi, basename="organization")
router.register("inspections", InspectionApi, basename="inspection")
api = [
    path("schema/", SchemaView.as_view(urlconf="tests.core.api.sample")),
    path("token/", TokenView.as_view()),
    path("", include(router.urls)),
    path("<path:address>", AddressNotFound.as_view()),
]
urlpatterns = [path("api/v1/", include(api))]
