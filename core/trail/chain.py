"""The chain: every trace is a row that nobody changes, and its link says what it was and what came before it.

Links are written by triggers when a transaction ends (migration 0004 of core), one after the other over the whole
database. Covered is each source of the audit view, so that what leaves a trace is chained. See
docs/decisions/0026-the-trail-is-a-chain.md.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from axes.models import AccessLog
from django.db import connection, transaction
from psycopg import sql

from core.models import ChainLink, ChainShape
from core.trail import audit

WRITTEN_LATER = {AccessLog: ["logout_time"]}
"""The columns of a table of traces that its rows get afterwards."""
APPEND_ONLY = ("trail_append_only", "trail_no_truncate")
BY_TRIGGERS = ("trail_only_by_triggers",)
OWN_GUARDS = (*BY_TRIGGERS, *APPEND_ONLY)
"""The triggers that the tables of the chain itself have to have."""

COLUMNS = """
    SELECT coalesce(jsonb_object_agg(attname, atttypid::regtype::text), '{}') FROM pg_attribute
    WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped
"""
TRIGGERS = """
    DROP TRIGGER IF EXISTS trail_link ON {table};
    DROP TRIGGER IF EXISTS trail_append_only ON {table};
    DROP TRIGGER IF EXISTS trail_no_truncate ON {table};
    DROP TRIGGER IF EXISTS trail_only_by_triggers ON {table};
    CREATE CONSTRAINT TRIGGER trail_link AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION trail_link({arguments});
    CREATE TRIGGER trail_append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION trail_refuse({written_later});
    CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse();
"""
BY_TRIGGERS_ALONE = """
    CREATE TRIGGER trail_only_by_triggers BEFORE INSERT ON {table}
        FOR EACH ROW EXECUTE FUNCTION trail_refuse_by_hand();
"""


@dataclass(frozen=True)
class Traces:
    """A table of traces: what its rows are called, their key, and whether triggers alone write it."""

    kind: str
    table: str
    key: str
    written_later: list[str]
    by_triggers: bool

    @property
    def guards(self) -> tuple[str, ...]:
        """The triggers that it has to have."""
        return ("trail_link", *APPEND_ONLY, *(BY_TRIGGERS if self.by_triggers else ()))


def covered() -> Iterator[Traces]:
    """Every table of traces."""
    for source in audit.sources().values():
        model = source.rows().model
        meta = model._meta
        yield Traces(
            str(source.label),
            meta.db_table,
            meta.pk.column,
            WRITTEN_LATER.get(model, []),
            by_triggers=hasattr(model, "pgh_tracked_model"),
        )


@transaction.atomic
def cover() -> None:
    """Chain every table of traces that is new, or whose columns are others, and take over the rows it has.

    Runs after every `migrate`, as the tables' owner. Added columns leave the links of older rows as they are.
    """
    if ChainLink._meta.db_table not in connection.introspection.table_names():
        return  # another app is migrated alone, before core
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL trail.maintenance = 'on'")
        for traces in covered():
            _cover(cursor, traces)


def _cover(cursor, traces: Traces) -> None:
    cursor.execute(COLUMNS, [traces.table])
    columns = {
        name: kind for name, kind in json.loads(cursor.fetchone()[0]).items() if name not in traces.written_later
    }
    former = ChainShape.objects.filter(table=traces.table).last()
    if not columns or (former and former.columns == columns):
        return
    shape = ChainShape.objects.create(table=traces.table, columns=columns)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with links to come cannot be given triggers
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    cursor.execute(_triggers(traces, shape))
    if former is None or not former.columns.items() <= columns.items():
        cursor.execute(
            "SELECT trail_take_over(%s::regclass, %s, %s, %s)",
            [traces.table, shape.pk, traces.key, traces.written_later],
        )


def _triggers(traces: Traces, shape: ChainShape) -> sql.Composed:
    statements = TRIGGERS + (BY_TRIGGERS_ALONE if traces.by_triggers else "")
    comma = sql.SQL(", ")
    return sql.SQL(statements).format(
        table=sql.Identifier(traces.table),
        arguments=comma.join(map(sql.Literal, [str(shape.pk), traces.key, *traces.written_later])),
        written_later=comma.join(map(sql.Literal, traces.written_later)),
    )
