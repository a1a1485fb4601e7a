"""Is the trail whole? Each row must be what its last event says, each trace what its link in the chain says, and no
guard of the database may be missing.
"""

from collections.abc import Iterator

import pgtrigger
from django.apps import apps
from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

from core.trail.breaches import Breach, counted
from core.trail.chain_verification import breaches_of_the_chain

DIFFERING = """
    SELECT row.id FROM {row_table} row
    LEFT JOIN LATERAL (
        SELECT * FROM {event_table} WHERE pgh_obj_id = row.id ORDER BY pgh_id DESC LIMIT 1
    ) event ON true
    WHERE event.pgh_id IS NULL OR ({of_row}) IS DISTINCT FROM ({of_event})
    ORDER BY row.id
"""
VANISHED = """
    SELECT event.pgh_obj_id FROM (
        SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, pgh_label FROM {event_table} ORDER BY pgh_obj_id, pgh_id DESC
    ) event
    WHERE event.pgh_label <> 'delete' AND NOT EXISTS (SELECT 1 FROM {row_table} row WHERE row.id = event.pgh_obj_id)
    ORDER BY 1
"""
GUARDED = """
    SELECT count(*) FROM pg_trigger
    WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgname = %s
"""


def tracked_models() -> list:
    """Every model whose history the database writes."""
    return [event.pgh_tracked_model for event in apps.get_models() if hasattr(event, "pgh_tracked_model")]


def breaches() -> Iterator[Breach]:
    """Everything that contradicts the trail, kind by kind; nothing where it is whole."""
    for model in tracked_models():
        event = model.events.rel.related_model
        yield from (Breach(str(model._meta.verbose_name), words) for words in _rows(model, event))
    yield from _guards()
    yield from breaches_of_the_chain()


def _rows(model, event) -> Iterator[str]:
    columns = [field.column for field in event._meta.fields if not field.name.startswith("pgh_")]
    changed = _ids(DIFFERING, model, event, columns)
    if changed:
        yield _("%(count)s rows are not what their last event says: %(ids)s") % changed
    vanished = _ids(VANISHED, model, event, columns)
    if vanished:
        yield _("%(count)s rows are gone without an event that says so: %(ids)s") % vanished


def _ids(statement: str, model, event, columns: list[str]) -> dict | None:
    def side(name):
        return sql.SQL(", ").join(sql.Identifier(name, column) for column in columns)

    query = sql.SQL(statement).format(
        row_table=sql.Identifier(model._meta.db_table),
        event_table=sql.Identifier(event._meta.db_table),
        of_row=side("row"),
        of_event=side("event"),
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return counted(pk for (pk,) in cursor.fetchall())


def _guards() -> Iterator[Breach]:
    """Triggers of any of our tables that are missing, switched off, or heard by a replica alone."""
    for model, trigger in pgtrigger.registered():
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(GUARDED, [table, trigger.get_pgid(model)])
            if not cursor.fetchone()[0]:
                words = _("The trigger %(trigger)s of table %(table)s is missing or switched off.")
                kind = str(getattr(model, "pgh_tracked_model", model)._meta.verbose_name)
                yield Breach(kind, words % {"trigger": trigger.name, "table": table})
