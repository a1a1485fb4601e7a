"""Cursor paging by key: every page costs the same, no row comes twice or is passed over.

Lists run by id. With `updated_since` they run by (`updated_at`, id) and end below `synced_until`: the moment before
which no running transaction can still bring a change. A client that asks next time for `updated_since=<synced_until>`
therefore misses nothing, whatever was being written while it read.
"""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

PAGE = 100
CAP = 500

# A backend that has written holds its changes back since its start; one in the middle of a statement may be about to
# write, with a time stamp not older than the statement (of long reads, only the last seconds count). PostgreSQL's own
# vacuum and analyze are in the same list, and change no row.
WATERMARK = """
    SELECT LEAST(CLOCK_TIMESTAMP(), MIN(CASE
        WHEN backend_xid IS NOT NULL THEN xact_start
        ELSE GREATEST(query_start, CLOCK_TIMESTAMP() - INTERVAL '5 seconds') END))
    FROM pg_stat_activity
    WHERE datname = CURRENT_DATABASE() AND pid <> PG_BACKEND_PID() AND backend_type <> 'autovacuum worker'
      AND (backend_xid IS NOT NULL OR state = 'active')
"""


@dataclass(frozen=True)
class Position:
    """The last row of a page: its id and, in a walk over changes, its time."""

    pk: int
    updated_at: datetime | None = None

    def encode(self) -> str:
        """As an opaque word for an address."""
        parts = [self.pk] if self.updated_at is None else [self.pk, self.updated_at.isoformat()]
        return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Position":
        """Back from the address; ValueError if it is none of ours."""
        parts = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        match parts:
            case [int(pk)] if 0 <= pk < 2**63:
                return cls(pk)
            case [int(pk), str(moment)] if 0 <= pk < 2**63:
                return cls(pk, _aware(datetime.fromisoformat(moment)))
        raise ValueError(text)


class CursorPaging(BasePagination):
    """`limit` (100, at most 500), `cursor`, `updated_since`.

    Answers `next`, `results` and, in a walk over changes, `synced_until`.
    """

    def paginate_queryset(self, queryset, request, view=None):
        """The rows of the page the request asks for, read by the view's serializer."""
        self.request = request
        limit = self._limit()
        since = self._since()
        position = self._position(since)
        self.synced_until = _watermark() if since else None
        queryset = self._cut(queryset, since, position)[: limit + 1]
        rows, keys = view.read_rows(queryset, keys=("pk", "updated_at") if since else ("pk",))
        self.last = Position(*keys[limit - 1]) if len(rows) > limit else None
        return rows[:limit]

    def get_paginated_response(self, data) -> Response:
        """One page."""
        answer = {"next": self._next_link(), "results": data}
        if self.synced_until:
            answer["synced_until"] = self.synced_until
        return Response(answer)

    def _cut(self, queryset: QuerySet, since: datetime | None, position: Position | None) -> QuerySet:
        if since is None:
            return (queryset.filter(pk__gt=position.pk) if position else queryset).order_by("pk")
        queryset = queryset.filter(updated_at__gte=since, updated_at__lt=self.synced_until)
        if position:
            later = Q(updated_at__gt=position.updated_at)
            queryset = queryset.filter(later | Q(updated_at=position.updated_at, pk__gt=position.pk))
        return queryset.order_by("updated_at", "pk")

    def _next_link(self) -> str | None:
        if self.last is None:
            return None
        return replace_query_param(self.request.build_absolute_uri(), "cursor", self.last.encode())

    def _limit(self) -> int:
        text = self.request.query_params.get("limit", str(PAGE))
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= CAP):
            raise _bad("limit", _("Give a number from 1 to %(cap)s.") % {"cap": CAP})
        return int(text)

    def _since(self) -> datetime | None:
        text = self.request.query_params.get("updated_since")
        if text is None:
            return None
        try:
            return _moment(text)
        except ValueError as error:
            message = _("Give a time such as 2026-11-23T08:00:00+08:00 or a day.")
            raise _bad("updated_since", message) from error

    def _position(self, since: datetime | None) -> Position | None:
        text = self.request.query_params.get("cursor")
        if text is None:
            return None
        try:
            position = Position.decode(text)
        except (ValueError, RecursionError) as error:
            raise _bad("cursor", _("This cursor is not one of ours. Start from the first page.")) from error
        if (position.updated_at is None) != (since is None):
            raise _bad("cursor", _("This cursor belongs to another list. Start from the first page."))
        return position

    def get_schema_operation_parameters(self, view) -> list[dict]:
        """The parameters for the API document."""
        number = {"type": "integer", "minimum": 1, "maximum": CAP, "default": PAGE}
        return [
            _parameter("limit", number, f"Rows a page, at most {CAP}."),
            _parameter("cursor", {"type": "string", "minLength": 1}, "Where the page begins; taken from `next`."),
            _parameter(
                "updated_since",
                {"type": "string", "format": "date-time"},
                "Only rows changed since then; next time give the `synced_until` of the last page.",
            ),
        ]

    def get_paginated_response_schema(self, schema: dict) -> dict:
        """The shape of one page for the API document."""
        link = {"type": "string", "format": "uri", "nullable": True}
        moment = {"type": "string", "format": "date-time"}
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": link, "results": schema, "synced_until": moment},
        }


def _watermark() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute(WATERMARK)
        return cursor.fetchone()[0]


def _moment(text: str) -> datetime:
    """A time, or the beginning of a local day. A `+` that an address turned into a space is forgiven."""
    moment = parse_datetime(text.replace(" ", "+") if "T" in text else text)
    if moment is None:
        day = parse_date(text)
        if day is None:
            raise ValueError(text)
        moment = datetime.combine(day, time.min)
    return _aware(moment)


def _aware(moment: datetime) -> datetime:
    """In UTC: PostgreSQL knows no offset beyond +15:59, and no moment before its first or after its last."""
    try:
        return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(moment) from error


def _bad(parameter: str, message) -> ValidationError:
    return ValidationError({parameter: [message]})


def _parameter(name: str, schema: dict, description: str) -> dict:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}
