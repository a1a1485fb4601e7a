"""What the application's role may do in the database: change the office's rows, and only add to what proves the trail.

Given anew after every `migrate`, as the tables' owner, so a new table has its rights at once. Events are written by
functions with the owner's rights, which no setting of the application's session keeps from writing. Where one role is
both (a developer's own server), nothing is given or taken away. See docs/decisions/0027-two-roles.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from psycopg import sql

from core.models import ChainLink, ChainShape
from core.trail.chain import Traces, covered

READ_ONLY = (ChainLink._meta.db_table, ChainShape._meta.db_table, "django_migrations")
TABLE, VIEW, SEQUENCE = "r", "v", "S"
ROLES = "SELECT current_user, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"
OWNED = """
    SELECT relname, relkind FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S')
        AND pg_get_userbyid(relowner) = current_user
"""
OF_THE_OFFICE = """
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    REVOKE ALL ON {tables}, {views} FROM {role};
    GRANT SELECT ON {views} TO {role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO {role};
    GRANT USAGE, SELECT ON SEQUENCE {sequences} TO {role};
    REVOKE INSERT, UPDATE, DELETE ON {proofs} FROM {role};
    GRANT INSERT ON {added_to} TO {role};
"""
WRITTEN_LATER = "GRANT UPDATE ({columns}) ON {table} TO {role}"

HEEDING = """
    SELECT proname, prosrc FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prorettype = 'trigger'::regtype
        AND prosrc ~ '_pgtrigger_should_ignore'
"""
IGNORED = re.compile(r"IF \(\S*_pgtrigger_should_ignore\(TG_NAME\) IS TRUE\) THEN.*?END IF;\s*END IF;", re.DOTALL)
WRITES = re.compile(r'INSERT INTO "(\w+)"')
MAINTAINED = """IF current_setting('trail.maintenance', true) = 'on' THEN
                        IF trail_is_maintained(TG_RELID) THEN RETURN NULL; END IF;
                    END IF;"""
"""Two conditions, since the second is planned only where the first holds: most writes never come to it."""
WRITES_EVENTS = """
    CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public, pg_temp AS {source};
    REVOKE EXECUTE ON FUNCTION {name}() FROM PUBLIC;
"""
OPEN_TO_ALL = """
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND pg_get_userbyid(proowner) = current_user
        AND (prosecdef OR proname = ANY (%s)) AND has_function_privilege('public', oid, 'EXECUTE')
"""
WRITE_LINKS = ["trail_append", "trail_take_over"]
IGNORING = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql STABLE AS $$
    BEGIN
        IF trigger_name = ANY (nullif(current_setting('pgtrigger.ignore', true), '')::text[]) THEN
            RETURN (
                SELECT pg_has_role(public.trail_session_role(), relowner, 'USAGE')
                FROM pg_catalog.pg_class WHERE oid = 'public.core_chainlink'::regclass
            );
        END IF;
        RETURN false;
    END $$;
"""
"""What pgtrigger asks in each of its functions: the owner's session alone is heeded."""
EXCESSIVE = """
    SELECT table_name FROM unnest(%(tables)s::text[]) table_name
    WHERE has_table_privilege(%(role)s, table_name, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
        OR (table_name = ANY (%(by_triggers)s) AND has_any_column_privilege(%(role)s, table_name, 'INSERT, UPDATE'))
    ORDER BY 1
"""


@transaction.atomic
def give_rights() -> None:
    """Let the application's role do what it has to do and no more."""
    if ChainLink._meta.db_table not in connection.introspection.table_names():
        return  # another app is migrated alone, before core
    with connection.cursor() as cursor:
        _let_events_be_written(cursor)
        if _is_apart(cursor, settings.APPLICATION_ROLE):
            _grant(cursor, settings.APPLICATION_ROLE)


def _is_apart(cursor, role: str) -> bool:
    cursor.execute(ROLES, [role])
    owner, known = cursor.fetchone()
    if not known:
        raise ImproperlyConfigured(f"The database has no role {role}: run `manage.py prepare_database`.")
    return role != owner


def _let_events_be_written(cursor) -> None:
    """Functions that write events have the owner's rights, and know no `pgtrigger.ignore`."""
    events = {traces.table for traces in covered() if traces.by_triggers}
    cursor.execute(HEEDING)
    for name, source in cursor.fetchall():
        if (writes := WRITES.search(source)) and writes[1] in events:
            written = IGNORED.sub(MAINTAINED, source)
            function = sql.Identifier("public", name)
            cursor.execute(sql.SQL(WRITES_EVENTS).format(name=function, source=sql.Literal(written)))
    cursor.execute(IGNORING)
    cursor.execute(OPEN_TO_ALL, [WRITE_LINKS])  # as a restore leaves them, which knows no roles
    for (function,) in cursor.fetchall():
        cursor.execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")


def _grant(cursor, role: str) -> None:
    cursor.execute(OWNED)
    owned = defaultdict(set)
    for name, kind in cursor.fetchall():
        owned[kind].add(name)
    traces = [each for each in covered() if each.table in owned[TABLE]]
    names = sql.SQL(OF_THE_OFFICE).format(
        role=sql.Identifier(role),
        tables=_listed(owned[TABLE]),
        views=_listed(owned[VIEW]),
        sequences=_listed(owned[SEQUENCE]),
        proofs=_listed([*(each.table for each in traces), *READ_ONLY]),
        added_to=_listed(each.table for each in traces if not each.by_triggers),
    )
    cursor.execute(names)
    for each in traces:
        if each.written_later:
            _grant_later(cursor, role, each)


def _grant_later(cursor, role: str, traces: Traces) -> None:
    statement = sql.SQL(WRITTEN_LATER).format(
        columns=_listed(traces.written_later), table=sql.Identifier(traces.table), role=sql.Identifier(role)
    )
    cursor.execute(statement)


def _listed(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, sorted(names)))


def tables_open_to_the_application() -> list[str]:
    """Tables of the trail whose rows the application's role could change, by a right that nobody should have given."""
    traces = list(covered())
    given: dict[str, Any] = {
        "role": settings.APPLICATION_ROLE,
        "tables": [*(each.table for each in traces), *READ_ONLY],
        "by_triggers": [*(each.table for each in traces if each.by_triggers), *READ_ONLY],
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'core_chainlink'::regclass")
        if cursor.fetchone()[0] == settings.APPLICATION_ROLE:
            return []  # one role is both, and owns them all
        cursor.execute(EXCESSIVE, given)
        return [table for (table,) in cursor.fetchall()]
