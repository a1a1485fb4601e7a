"""The trail: history rows written by database triggers, with who, why and within which request.

Bulk updates, tasks, commands and SQL by hand are caught alike, because the database writes the rows. Event tables are
append-only by trigger; the context travels in each row, so nothing of the trail is ever updated. TRUNCATE passes by
these triggers (tests clean their tables with it); production revokes it, and `core.verification` finds what it took.
"""

import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import pghistory
import pgtrigger
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

HIDDEN_FIELDS = frozenset({"updated_at"})


_parts: list[tuple[type, str]] = []


def tracked(*, exclude=(), part_of=""):
    """Class decorator for every business model: history of each insert, update and delete, and a true `updated_at`.

    `exclude` names fields that never enter the trail (a password hash). `part_of` names the foreign key to the row
    in whose form these rows are written: to change them is to change it (`core.editing`).
    """

    def decorate(model):
        names = {field.name for field in model._meta.fields}
        if "updated_at" in names:
            pgtrigger.register(_TOUCH)(model)
        left_out = [name for name in names if name in HIDDEN_FIELDS or name in exclude]
        if part_of:
            _parts.append((model, part_of))
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=left_out,
            obj_field=pghistory.ObjForeignKey(related_name="events", db_index=True),
            meta={"indexes": [models.Index(fields=["pgh_created_at"])]},
        )(model)

    return decorate


def history_of(model: type) -> list[tuple[type, str]]:
    """The tables of events about a row, its own first, each with the column that holds the row's key."""
    parts = [
        (part.pgh_event_model, f"{key}_id") for part, key in _parts if part._meta.get_field(key).related_model is model
    ]
    return [(model.pgh_event_model, "pgh_obj_id"), *parts]


_TOUCH = pgtrigger.Trigger(
    name="touch",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="NEW.updated_at = CLOCK_TIMESTAMP(); RETURN NEW;",
)


@contextmanager
def acting(user=None, *, reason="", **facts):
    """Sign every change made inside with the actor and the reason; nested signatures end where they began."""
    with pghistory.context() as context:
        before = dict(context.metadata)
        if user is not None and user.pk:
            facts |= {"actor": user.pk, "actor_name": str(user)}
        if reason:
            facts["reason"] = str(reason)
        context.metadata.update(facts)
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(before)


class TrailMiddleware:
    """Signs every change of a request with its user, a request id and the address (never its query)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex
        user = getattr(request, "user", None)
        with acting(user, request=request.request_id, path=request.path):
            response = self.get_response(request)
        response["X-Request-Id"] = request.request_id
        return response


def movers_of(obj, status: str, *, out_of: str = "") -> set[int]:
    """The accounts that ever moved this row to this status; with `out_of`, those that moved it there from that one."""
    states = list(obj.events.order_by("pgh_id").values_list("status", "pgh_context__actor"))
    moves = ((before, actor) for (before, _by), (now, actor) in pairwise(states) if now == status != before)
    return {actor for before, actor in moves if actor and out_of in ("", before)}


def actors_of(events) -> set[int]:
    """The accounts that made these changes."""
    return {actor for actor in events.values_list("pgh_context__actor", flat=True) if actor}


def writers_of(obj, status: str) -> set[int]:
    """The accounts that entered this row in this status or changed it there; not who only moved it there."""
    states = [(status, None), *obj.events.order_by("pgh_id").values_list("status", "pgh_context__actor")]
    return {actor for (before, _by), (now, actor) in pairwise(states) if before == now == status and actor}


def rows_written(model, status: str, accounts) -> QuerySet:
    """The keys of the rows of which one of these accounts is among `writers_of`, for a subquery."""
    events = model.pgh_event_model.objects
    earlier = events.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
    theirs = events.filter(status=status, pgh_context__actor__in=accounts)
    theirs = theirs.annotate(before=Subquery(earlier.values("status")[:1]))
    return theirs.filter(Q(before=None) | Q(before=status)).values("pgh_obj")


@dataclass(frozen=True)
class Entry:
    """One line of a timeline: when, who, what changed from what to what, and why."""

    at: datetime
    actor: str
    created: bool
    deleted: bool
    changes: list[tuple[str, str, str]]
    reason: str
    status: str


def timeline(obj, *, hide=(), after: int = 0) -> list[Entry]:
    """The history of one row, oldest first. The caller has already reached `obj` through its one door.

    With `after` only what followed that event.
    """
    fields = [field for field in obj._meta.fields if field.name not in HIDDEN_FIELDS | set(hide)]
    names: dict[tuple, str] = {}
    entries, before = [], None
    for event in obj.events.order_by("pgh_id"):
        if event.pgh_id > after:
            entries.append(_entry(event, before, fields, names))
        before = event
    return [entry for entry in entries if entry.created or entry.deleted or entry.changes]


def _entry(event, before, fields, names) -> Entry:
    context = event.pgh_context or {}
    recorded = [field for field in fields if hasattr(event, field.attname)]
    changes = []
    if before is not None:
        changes = [
            (str(field.verbose_name), _words(before, field, names), _words(event, field, names))
            for field in recorded
            if getattr(before, field.attname) != getattr(event, field.attname) and field.name != "status"
        ]
    status_changed = hasattr(event, "status") and (before is None or before.status != event.status)
    if status_changed and before is not None:
        changes.insert(0, ("", _status(before), _status(event)))
    return Entry(
        at=event.pgh_created_at,
        actor=context.get("actor_name") or context.get("command") or context.get("task") or "",
        created=event.pgh_label == "insert",
        deleted=event.pgh_label == "delete",
        changes=changes,
        reason=context.get("reason", ""),
        status=_status(event) if status_changed else "",
    )


def _status(event) -> str:
    return str(event.get_status_display())


def _words(event, field: models.Field, names: dict) -> str:
    """The value of a field as people read it; `names` keeps those of related rows, each asked for once."""
    value = getattr(event, field.attname)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(event, f"get_{field.name}_display")())
    if field.is_relation:
        if (field, value) not in names:
            related = field.related_model._base_manager.filter(pk=value).first()
            names[field, value] = str(related) if related else ""
        return names[field, value]
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value)
