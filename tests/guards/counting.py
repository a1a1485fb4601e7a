"""What the database has to do, by its own count."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

COUNTED = """
    SELECT (SELECT dealloc FROM pg_stat_statements_info), coalesce(sum(calls), 0)::int
      FROM pg_stat_statements(showtext => false)
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@pytest.fixture
def taken():
    """`taken(ask)`: how many statements the database counts while `ask` asks; the framework, where it counts none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'")
        return counted_there if cursor.fetchone()[0] else counted_here


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
