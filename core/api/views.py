"""Base classes of the API's endpoints: rows through one door, changes through services, receipts for answers.

class PaperApi(PlacedApi):  # itself a RowApi
    model = WorkingPaper
    serializer_class = PaperRow
    filterset_class = PaperFilter

    @command(rows=WorkingPaper.objects.returnable_by, body=ReasonBody, url_path="return")
    def give_back(self, request, pk=None):
        return self.act(services.return_paper)
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, NotFound, ValidationError
from rest_framework.relations import MANY_RELATION_KWARGS
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from core.access.reach import require
from core.api import idempotency, versions
from core.api.errors import ProblemError
from core.api.filters import StrictFilters
from core.api.pagination import CursorPaging
from core.api.rows import local_time
from core.api.types import bound_days, refuse_other_types
from core.trail.recording import acting
from core.trail.versions import knows_version
from core.workflow.acts import one_act
from core.workflow.steps import may_take, reads_of
from core.workflow.taking import row_of_step


class Receipt(serializers.Serializer):
    """What a change answers: which row, its state and its version. Never the row's content."""

    id = serializers.IntegerField()
    status = serializers.CharField(required=False)
    updated_at = serializers.DateTimeField(required=False)


class NoBody(serializers.Serializer):
    """A command that needs nothing but its address."""


def require_length(request) -> None:
    """Refuse content sent in chunks: WSGI reads none of it, and a step would be taken without what was said to it."""
    if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH"):
        raise ProblemError(411, "length_required", _("Send the content whole, with its Content-Length."))


class Limited:
    """Holds also those to a limit whom DRF turns away: strangers, by address."""

    def initial(self, request, *args, **kwargs):
        """Sign-in, rights and limits."""
        require_length(request)
        try:
            super().initial(request, *args, **kwargs)
        except (NotAuthenticated, AuthenticationFailed):
            self.check_throttles(request)
            raise


class ApiView(Limited, GenericViewSet):
    """What every endpoint shares: changes are signed, and a POST with an `Idempotency-Key` is carried out once."""

    def initial(self, request, *args, **kwargs):
        """Since DRF looks its handler up only after this, guard a changing one."""
        super().initial(request, *args, **kwargs)
        if request.method == "POST" and hasattr(self, "post"):
            self.post = partial(self._once, self.post)

    def _once(self, handler, request, *args, **kwargs) -> Response:
        with acting(request.user):
            return idempotency.once(request, partial(handler, request, *args, **kwargs), ask=self.require_right)

    def require_right(self) -> None:
        """Raise what refuses this caller, whatever the content says: it is not read before."""


class RowApi(ApiView):
    """List and detail of one model, for those who see its rows."""

    model: type[models.Model]
    pagination_class = CursorPaging
    filter_backends = [StrictFilters]
    lookup_value_regex = "[0-9]+"
    open_rows: Callable[[Any], models.QuerySet] | None = None
    locked_after: str = ""
    locked: models.Model | None = None

    @staticmethod
    def may_create(user) -> bool:
        """Whether this user makes new rows at all; where is for the service to judge, once it knows."""
        return False

    def require_right(self) -> None:
        """404 for a row that is not seen, 403 for one not among `open_rows`, or where `may_create` says no.

        The row of a command is locked with the same statement.
        """
        if self.action == "create":
            require(self.may_create(self.request.user), gettext("This step is not yours to take."))
        elif self.open_rows is not None:
            self.locked = self._locked_row()

    def get_queryset(self):
        """The rows this user sees."""
        if getattr(self, "swagger_fake_view", False):
            return self.model._default_manager.none()
        return self.model._default_manager.visible_to(self.request.user)

    def read_rows(self, queryset, keys=("pk",)):
        """Rows as the serializer reads them, and the values of `keys` beside each."""
        return self.get_serializer().read(queryset, user=self.request.user, keys=keys)

    def list(self, request):
        """One page of the rows."""
        return self.get_paginated_response(self.paginate_queryset(self.filter_queryset(self.get_queryset())))

    def retrieve(self, request, pk=None):
        """One row with its version as ETag; 304 if the client already holds it."""
        rows, keys = self.read_rows(self.get_queryset().filter(pk=pk), keys=("updated_at",))
        if not rows:
            raise NotFound
        tag = versions.etag(*keys[0], rows[0])
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if versions.is_unchanged(request, tag):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
        return Response(rows[0], headers=headers)

    def act(self, service: Callable, *, code: int = status.HTTP_200_OK) -> Response:
        """Run `service(row, by=user, **body)` on the addressed row, locked and in the version If-Match names.

        The body is checked by the serializer `@command` named. Answers a receipt of what the service returns, or
        of the row.
        """
        with one_act():
            row = self.locked or self._locked_row()
            versions.require_version(self.request, row.updated_at)
            changed = service(row, by=self.request.user, **self._body())
            return receipt(changed if isinstance(changed, models.Model) else row, code=code)

    def add(self, service: Callable) -> Response:
        """Run `service(by=user, **body)` that makes a new row, all or nothing; answers 201 and its receipt."""
        self.require_right()
        body = self._body()
        with one_act():
            return receipt(service(by=self.request.user, **body), code=status.HTTP_201_CREATED)

    def _locked_row(self) -> models.Model:
        """The row of the address, locked, with what the words about it name; 403 for one not among `open_rows`."""
        if self.open_rows is None:
            raise TypeError("Only a command locks its row: one that says on which rows it is open.")
        user, seen = self.request.user, self.get_queryset().select_related(*reads_of(self.model))
        row = row_of_step(seen, self.open_rows, user, self.kwargs["pk"], after=self.locked_after)
        require(may_take(self.open_rows, user, row), gettext("This step is not yours to take."))
        return row

    def _body(self) -> dict:
        if not isinstance(self.request.data, dict):
            raise ValidationError(_("Send the members of one object."))
        body = self.body_serializer(data=self.request.data, context=self.get_serializer_context())
        refuse_other_types(body, self.request.data)
        bound_days(body)
        body.is_valid(raise_exception=True)
        if unknown := sorted(set(self.request.data) - set(body.fields)):
            raise ValidationError({name: [_("This request has no such member.")] for name in unknown})
        return body.validated_data

    body_serializer: type[serializers.Serializer] = NoBody


def receipt(row: models.Model, *, code: int = status.HTTP_200_OK) -> Response:
    """The receipt of a change, with the row's new version as ETag."""
    names = [name for name in ("status", "updated_at") if _has(row, name)]
    if not knows_version(row):
        row.refresh_from_db(fields=names)
    facts = {"id": row.pk} | {name: getattr(row, name) for name in names}
    headers = {"ETag": versions.etag(facts["updated_at"])} if "updated_at" in facts else {}
    if "updated_at" in facts:
        facts["updated_at"] = local_time(facts["updated_at"])
    return Response(facts, status=code, headers=headers)


def _has(row: models.Model, name: str) -> bool:
    return any(field.name == name for field in row._meta.concrete_fields)


def command(
    *,
    rows: Callable[[Any], models.QuerySet],
    body: type[serializers.Serializer] = NoBody,
    code: int = status.HTTP_200_OK,
    **options,
):
    """A `POST …/{id}/<name>/` that takes `body` and answers a receipt; the address is the method's name with `-`.

    `rows(user)` are those on which this user may take the step, asked before the body is read: who may not is told so
    whatever they send.
    """

    def decorate(method):
        options.setdefault("url_path", method.__name__.replace("_", "-"))
        made = action(detail=True, methods=["post"], body_serializer=body, open_rows=rows, **options)(method)
        # Last: `action` replaces what was noted for the document before.
        return extend_schema(request=None if body is NoBody else body, responses={code: Receipt})(made)

    return decorate


class VisibleFields(serializers.ManyRelatedField):
    """A list of a few references, looked up at once."""

    MOST = 50

    def to_internal_value(self, data):
        if not isinstance(data, list):
            self.fail("not_a_list", input_type=type(data).__name__)
        if len(data) > self.MOST:
            raise serializers.ValidationError(_("Name at most %(most)s rows.") % {"most": self.MOST})
        if not all(isinstance(key, int) and not isinstance(key, bool) for key in data):
            return super().to_internal_value(data)
        found = {row.pk: row for row in self.child_relation.get_queryset().filter(pk__in=data)}
        return [found.get(key) or self.child_relation.to_internal_value(key) for key in data]


class VisibleField(serializers.PrimaryKeyRelatedField):
    """A reference in a body, limited to rows the caller sees: unseen and missing are refused alike."""

    @classmethod
    def many_init(cls, *args, **kwargs):
        """With `many=True` a few of them."""
        given = {key: kwargs[key] for key in kwargs if key in MANY_RELATION_KWARGS}
        return VisibleFields(child_relation=cls(*args, **kwargs), **given)

    def __init__(self, model=None, *, reads=(), **kwargs):
        self.model, self.reads = model, reads
        super().__init__(**kwargs)

    def get_queryset(self):
        """The rows this user may name, with those the service `reads` beside them."""
        rows = self.model._default_manager.visible_to(self.context["request"].user)
        return rows.select_related(*self.reads) if self.reads else rows  # of nothing named, Django reads everything
