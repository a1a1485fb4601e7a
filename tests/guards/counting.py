"""What the database has to do, by its own count."""

import pytest
from django.db import connection, transaction

COUNTED = """
    SELECT (SELECT dealloc FROM pg_stat_statements_info), coalesce(sum(calls), 0)::int
      FROM pg_stat_statements(showtext => false)
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@pytest.fixture
def taken():
    """`taken(ask)`: how many statements the database counts while `ask` asks, but for the one that asks this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'")
        if not cursor.fetchone()[0]:
            pytest.skip("this server counts no statements")

    def count() -> tuple[int, int]:
        with connection.cursor() as cursor:
            cursor.execute(COUNTED)
            return cursor.fetchone()

    def taken(ask) -> int:
        while True:
            with transaction.atomic():
                forgot, before = count()
                ask()
                forgets, after = count()
                if forgets == forgot:
                    return after - before - 1
                transaction.set_rollback(True)  # it made room for others meanwhile, and lost count: ask again

    return taken
