"""The trail: history rows written by database triggers, with who, why and within which request.

Bulk updates, tasks, commands and SQL by hand are caught alike, because the database writes the rows. Event tables are
append-only by trigger; the context travels in each row, so nothing of the trail is ever updated. Each event is a link
of one chain (`chain`), by triggers that no setting of pgtrigger reaches.
"""

import uuid
from contextlib import contextmanager

import pghistory
import pgtrigger
from django.db import models
from django.utils.functional import Promise

from core.trail import fates, signing  # noqa: F401 - how what is written here is signed
from core.wording import in_each_language

ONLY_ASKING = frozenset({"GET", "HEAD", "OPTIONS"})
HIDDEN_FIELDS = frozenset({"updated_at"})

_parts: list[tuple[type, str]] = []


def tracked(*, exclude=(), part_of=""):
    """Class decorator for every business model: history of each insert, update and delete, and a true `updated_at`.

    `exclude` names fields that never enter the trail (a password hash). `part_of` names the foreign key to the row
    in whose form these rows are written: to change them is to change it (`core.workflow.editing`).
    """

    def decorate(model):
        names = {field.name for field in model._meta.fields}
        if "updated_at" in names:
            pgtrigger.register(_TOUCH)(model)
        if hasattr(model, "STEPS"):
            pgtrigger.register(_STEP)(model)
        left_out = [name for name in names if name in HIDDEN_FIELDS or name in exclude]
        if part_of:
            _parts.append((model, part_of))
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=left_out,
            obj_field=pghistory.ObjForeignKey(related_name="events", db_index=True),
            meta={"indexes": [models.Index(fields=["pgh_created_at"])]} | _named_as(model),
        )(model)

    return decorate


def _named_as(model: type) -> dict[str, str]:
    """A model whose table is named after the app it once stood in keeps its history beside it."""
    meta = model._meta
    renamed = not meta.proxy and meta.db_table != f"{meta.app_label}_{meta.model_name}"
    return {"db_table": f"{meta.db_table}event"} if renamed else {}


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


_STEP = pgtrigger.Trigger(
    name="step",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("status"),
    condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status")),
    declare=[("_named", "JSONB")],
    func="""
        _named = NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB -> 'step';
        IF NOT COALESCE(_named ?| ARRAY[
            TG_TABLE_NAME || ':' || OLD.id || ':' || NEW.status, TG_TABLE_NAME || ':*:' || NEW.status
        ], FALSE) THEN
            RAISE EXCEPTION 'Only a step changes a status: % % to %', TG_TABLE_NAME, OLD.id, NEW.status;
        END IF;
        RETURN NEW;
    """,
)
"""Refuses a change of status that names no step in its trace, however it is written: SQL, `update`, `bulk_update`.

A row may begin in any state: an import tells what happened outside, and the trail says that it was entered so.
"""


def step_of(obj: models.Model, to: str) -> str:
    """What the trace of a step says, and the trigger looks for: this row, and where it goes."""
    return f"{obj._meta.db_table}:{obj.pk}:{to}"


def step_of_all(model: type[models.Model], to: str) -> str:
    """The same of a set of rows that go there at once."""
    return f"{model._meta.db_table}:*:{to}"


@contextmanager
def acting(user=None, *, reason="", **facts):
    """Sign every change made inside with the actor and the reason; nested signatures end where they began."""
    with pghistory.context() as context:
        before = dict(context.metadata)
        if user is not None and user.pk:
            facts |= {"actor": user.pk, "actor_name": user.name, "actor_account": user.get_username()}
        if reason:
            facts |= _said(reason)
        context.metadata.update(facts)
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(before)


def _said(reason) -> dict[str, object]:
    """The reason as the trace keeps it: one of the program's own in each language, anything else as it was typed."""
    stored, others = in_each_language(reason) if isinstance(reason, Promise) else (str(reason), {})
    return {"reason": stored, "reasons": others}


class RequestIdMiddleware:
    """Gives every request an id, by which its answer, the log and the trail are brought together.

    It comes first, so that a request refused by any other middleware has one, too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        fates.begin(sends=request.method not in ONLY_ASKING)
        request.request_id = uuid.uuid4().hex
        response = self.get_response(request)
        response["X-Request-Id"] = request.request_id
        return response


class TrailMiddleware:
    """Signs every change of a request with its user, its id and the address (never its query)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = getattr(request, "user", None)
        with acting(user, request=request.request_id, path=request.path):
            return self.get_response(request)
