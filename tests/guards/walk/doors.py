"""The doors at run time: a query of secret rows in a request that came through none of their doors is noticed.

The guard of the sources reads names; this watches what reaches the database, so an alias, a reverse manager, a form's
choices or a join are seen alike. The mark is the test's own: each door is wrapped, and what it gives remembers it.
"""

import sys
from contextlib import ExitStack, contextmanager
from functools import wraps
from unittest.mock import patch

from django.apps import apps
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler, SQLDeleteCompiler, SQLInsertCompiler, SQLUpdateCompiler

from findings.models import Disposal, Lead, LeadAccess, Outcome, Transfer

SECRET = {Lead, Transfer, Disposal, Outcome, LeadAccess}
HISTORY = {model.pgh_event_model for model in SECRET if hasattr(model, "pgh_event_model")}
TABLES = {model._meta.db_table for model in SECRET | HISTORY}
WRITING = (SQLDeleteCompiler, SQLInsertCompiler, SQLUpdateCompiler)
DOORS = ("visible_to", "nameless_to", "countable_by", "named_to", "none")
INNER = {"services", "permissions", "conditions", "addressees", "receivers", "signals"}
"""Where a row that was found through its door is changed, judged, or told of; what they ask shows nobody a row."""


@contextmanager
def watched():
    """For as long as this lasts, `seen` gathers the queries that came past a door: where, and of which table."""
    seen: list[str] = []
    with ExitStack() as patches:
        for kind in {type(model._default_manager.all()) for model in apps.get_models()} | {QuerySet}:
            for door in set(DOORS) & set(vars(kind)):
                patches.enter_context(patch.object(kind, door, marking(getattr(kind, door))))
        patches.enter_context(patch.object(QuerySet, "__init__", remembering_init(QuerySet.__init__)))
        patches.enter_context(patch.object(QuerySet, "_add_hints", remembering_hints(QuerySet._add_hints)))
        patches.enter_context(patch.object(SQLCompiler, "execute_sql", noticing(SQLCompiler.execute_sql, seen)))
        patches.enter_context(connection.execute_wrapper(raw(seen)))
        yield seen


def marking(door):
    """The door, whose rows remember that they came through it."""

    @wraps(door)
    def marked(self, *args, **kwargs):
        rows = door(self, *args, **kwargs)
        rows.query.door = rows.model
        return rows

    return marked


def remembering_init(init):
    """What hangs on one secret row came with it: the manager of a related field hints at its row."""

    def remember(self, *args, **kwargs):
        init(self, *args, **kwargs)
        mark_as_of(self, self._hints)

    return remember


def remembering_hints(add_hints):
    """The same where the hint comes later."""

    def remember(self, **hints):
        add_hints(self, **hints)
        mark_as_of(self, hints)

    return remember


def mark_as_of(rows, hints) -> None:
    """Mark what belongs to a row of a secret model."""
    instance = hints.get("instance")
    if type(instance) in SECRET | HISTORY:
        rows.query.door = type(instance)


def noticing(execute_sql, seen):
    """Every query that Django writes."""

    def notice(self, *args, **kwargs):
        if not isinstance(self, WRITING) and (table := past_a_door(self.query)) and not (asked := asked_by())[0]:
            seen.append(f"{table} from {asked[1]}")
        return execute_sql(self, *args, **kwargs)

    return notice


def raw(seen):
    """Every statement by hand; those of Django begin with a quoted name and were judged before."""

    def wrapper(execute, sql, params, many, context):
        text = str(sql)
        if text.lstrip()[:6].upper() == "SELECT" and any(f" {table}" in text for table in TABLES):
            inner, place = asked_by()
            if not inner:
                seen.append(f"SQL by hand from {place}")
        return execute(sql, params, many, context)

    return wrapper


def past_a_door(query) -> str:
    """The secret table that the query, or a query inside it, reads without a mark; "" if there is none."""
    if hasattr(query, "inner_query"):
        return past_a_door(query.inner_query)
    if query.select_for_update or getattr(query, "door", None) in SECRET:
        return ""  # a lock shows nobody a row
    inner = list(inside(query))
    own = tables_of(query) & TABLES
    if own and not any(getattr(each, "door", None) in SECRET for each in inner):
        return min(own)
    return next(filter(None, (past_a_door(each) for each in inner)), "")


def tables_of(query) -> set[str]:
    """The tables a query joins; before its first condition it names none yet, not even its own."""
    if not query.alias_map:
        return {query.model._meta.db_table} if query.model else set()
    return {join.table_name for alias, join in query.alias_map.items() if query.alias_refcount.get(alias)}


def inside(node):
    """The queries nested in a query's conditions, annotations and unions, one level down."""
    roots = [node.where, *node.annotations.values(), *node.combined_queries] if isinstance(node, Query) else [node]
    for root in roots:
        yield from nested(root)


def nested(node):
    """The queries below an expression."""
    if isinstance(node, Query):
        yield node
    elif isinstance(node, QuerySet):
        yield node.query
    elif hasattr(node, "children"):
        for child in node.children:
            yield from nested(child)
    else:
        if isinstance(rhs := getattr(node, "rhs", None), Query | QuerySet):
            yield from nested(rhs)
        for part in getattr(node, "get_source_expressions", list)():
            if part is not None and part is not rhs:
                yield from nested(part)


def asked_by() -> tuple[bool, str]:
    """Whether an inner module asks, and the nearest line of ours that does."""
    frame, place = sys._getframe(1), ""
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        app = name.partition(".")[0]
        if app in ("core", "rounds", "personnel", "findings", "rectification", "config"):
            place = place or f"{name}:{frame.f_code.co_name}"
            if INNER & set(name.split(".")):
                return True, place
        frame = frame.f_back
    return False, place or "a template"
