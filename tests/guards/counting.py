"""What the database has to do, by its own count."""

import pytest
from django.db import connection

COUNTED = """
    SELECT coalesce(sum(calls), 0)::int FROM pg_stat_statements(showtext => false)
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@pytest.fixture
def taken():
    """`taken(ask)`: how many statements the database counts while `ask` asks, but for the one that asks this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'")
        if not cursor.fetchone()[0]:
            pytest.skip("this server counts no statements")

    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute(COUNTED)
            return cursor.fetchone()[0]

    def taken(ask) -> int:
        before = count()
        ask()
        return count() - before - 1

    return taken
