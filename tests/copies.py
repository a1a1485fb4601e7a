"""Rows copied out of the database and back into it, keys and history with them, and no trigger the wiser.

Copying costs milliseconds where the services that made the rows cost tenths of a second, and so does deleting the few
rows of a test where TRUNCATE of every table makes and unlinks as many files.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pgtrigger
from django.db import connection
from django.db.backends.postgresql.psycopg_any import sql
from django.db.backends.utils import CursorWrapper

from config.roles import past_the_trail

Rows = dict[str, list[bytes]]
"""By table, each row as COPY writes it, in the order in which they lie there."""


def copied_out() -> Rows:
    """Every row there is."""
    with connection.cursor() as cursor:
        return _read(cursor)


def copy_in(rows: Rows) -> None:
    """Put them where there are none with their keys."""
    with _past_triggers() as cursor:
        _put(cursor, rows)


def leave_only(rows: Rows) -> None:
    """Take every row away but these, once nobody is writing any more."""
    with _past_triggers() as cursor:
        cursor.execute(f"LOCK TABLE {_names(_tables(cursor))} IN SHARE ROW EXCLUSIVE MODE")
        there = _read(cursor)
        for table in there.keys() | rows.keys():
            if there.get(table) != rows.get(table):
                cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
                _put(cursor, {table: rows.get(table, [])})


def without(rows: Rows, others: Rows) -> Rows:
    """What came to the others; none of the others may be gone or changed."""
    came = {}
    for table in rows.keys() | others.keys():
        lines, before = rows.get(table, []), set(others.get(table, []))
        assert before <= set(lines), f"a row of {table} that was there before is gone or changed"
        if len(lines) > len(before):
            came[table] = [line for line in lines if line not in before]
    return came


@contextmanager
def _past_triggers() -> Iterator[CursorWrapper]:
    """All or nothing. What one row asks of another is checked when it is over."""
    with past_the_trail() as cursor, pgtrigger.ignore():
        cursor.execute("SELECT")  # with a statement of Django's the triggers are told, which COPY is not
        yield cursor


def _read(cursor: CursorWrapper) -> Rows:
    return {table: list(_lines(cursor, table)) for table in _filled(cursor)}


def _put(cursor: CursorWrapper, rows: Rows) -> None:
    for table, lines in rows.items():
        with cursor.copy(f"COPY {_names([table])} FROM STDIN") as copy:
            copy.write(b"".join(lines))


def _lines(cursor: CursorWrapper, table: str) -> Iterator[bytes]:
    with cursor.copy(f"COPY {_names([table])} TO STDOUT") as copy:
        yield from (bytes(line) for line in copy)


def _filled(cursor: CursorWrapper) -> list[str]:
    any_row = "SELECT '{0}' WHERE EXISTS (SELECT FROM \"{0}\")"
    cursor.execute(" UNION ALL ".join(any_row.format(table) for table in _tables(cursor)))
    return [table for (table,) in cursor.fetchall()]


def _tables(cursor: CursorWrapper) -> list[str]:
    return connection.introspection.table_names(cursor)


def _names(tables: Iterable[str]) -> str:
    return ", ".join(f'"{table}"' for table in tables)
