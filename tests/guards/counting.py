"""What the database has to do, by its own count."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from config.roles import as_owner

COUNTED = """
    SELECT (SELECT dealloc FROM pg_stat_statements_info), coalesce(sum(calls), 0)::int
      FROM pg_stat_statements(showtext => false)
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
FORGET = """
    SELECT pg_stat_statements_reset(0, dbid, 0)
      FROM (SELECT DISTINCT dbid FROM pg_stat_statements(showtext => false)) AS counted
     WHERE dbid NOT IN (SELECT oid FROM pg_database WHERE datname <> current_database())
"""
"""What was counted here before, and in databases that are gone: every count looks over all there is."""
MAY_FORGET = """
    SELECT count(*) FROM pg_proc WHERE proname = 'pg_stat_statements_reset' AND has_function_privilege(oid, 'EXECUTE')
"""


@pytest.fixture
def taken(db):
    """`taken(ask)`: how many statements the database counts while `ask` asks; the framework, where it counts none."""
    with as_owner() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'")
        if not cursor.fetchone()[0]:
            return counted_here
        cursor.execute(MAY_FORGET)
        if cursor.fetchone()[0]:
            cursor.execute(FORGET)
    return counted_there


def counted_there(ask) -> int:
    """By the database, but for the statement that asks it."""
    while True:
        with transaction.atomic():
            forgot, before = _count()
            ask()
            forgets, after = _count()
            if forgets == forgot:
                return after - before - 1
            transaction.set_rollback(True)  # it made room for others meanwhile, and lost count: ask again


def counted_here(ask) -> int:
    """By the framework, which does not see all of them."""
    with CaptureQueriesContext(connection) as statements:
        ask()
    return len(statements)


def _count() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        return cursor.fetchone()
