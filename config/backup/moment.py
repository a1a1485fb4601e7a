"""One moment of the database: its snapshot, and what is counted and listed in it.

Everything is asked in SQL and only of what is there: a new release backs up the tables of the one before it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.apps import apps
from django.db import Error, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg import sql

from config.backup.errors import BackupError

ALONE = 0x1E46E7
"""The lock of the one backup that is under way; the server lets go of it when who holds it dies."""
TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT EXISTS (
        SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e'
    )
    ORDER BY relname
"""
COLUMNS = """
    SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped
"""
HEAD = "SELECT position, encode(digest, 'hex') FROM core_chainlink ORDER BY position DESC LIMIT 1"
APPLIED = "SELECT app, name FROM django_migrations ORDER BY app, name"


@dataclass(frozen=True)
class StoredFile:
    """A file that a row names, below MEDIA_ROOT; its digest, where the row says it."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Moment:
    """When it was, by what name others read it, and the files that its rows name."""

    taken_at: datetime
    snapshot: str
    files: list[StoredFile]


@contextmanager
def one_backup_at_a_time() -> Iterator[None]:
    """For as long as this lasts, nobody else backs up this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ALONE])
        if not cursor.fetchone()[0]:
            raise BackupError(_("Another backup of this database is under way. Wait until it has ended."))
        try:
            yield
        finally:
            with suppress(Error):  # the server lets go of it where the connection is lost
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ALONE])


@contextmanager
def this_moment() -> Iterator[Moment]:
    """The database as it is now: what is asked of the connection for as long as this lasts, and what others read by
    its snapshot.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        yield Moment(timezone.now(), snapshot, list(_files(cursor)))


def rows_of_tables(cursor) -> dict[str, int]:
    """How many rows each table has."""
    cursor.execute(TABLES)
    counted = {}
    for (table,) in cursor.fetchall():
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        counted[table] = cursor.fetchone()[0]
    return counted


def head_of_trail(cursor) -> tuple[int, str] | None:
    """Position and digest of the last link of the trail."""
    cursor.execute(HEAD)
    return cursor.fetchone()


def applied_migrations(cursor) -> list[str]:
    """What has been migrated, each as "app.name"."""
    cursor.execute(APPLIED)
    return [f"{app}.{name}" for app, name in cursor.fetchall()]


def named_files() -> set[str]:
    """The files that rows name now."""
    with connection.cursor() as cursor:
        return {file.name for file in _files(cursor)}


def _files(cursor) -> Iterator[StoredFile]:
    """Every file that a row names: what events of the trail name may be gone, as its row is."""
    for table, column in _columns_of_files():
        cursor.execute(COLUMNS, [table])
        columns = {name for (name,) in cursor.fetchall()}
        if column in columns:
            yield from _named_by(cursor, table, column, "sha256" in columns)


@cache
def _columns_of_files() -> list[tuple[str, str]]:
    ours = [model for model in apps.get_models() if not (model._meta.proxy or hasattr(model, "pgh_tracked_model"))]
    return [
        (model._meta.db_table, field.column)
        for model in ours
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.FileField)
    ]


def _named_by(cursor, table: str, column: str, has_digest: bool) -> Iterator[StoredFile]:
    statement = sql.SQL("SELECT {column}, {digest} FROM {table} WHERE {column} <> '' ORDER BY 1").format(
        column=sql.Identifier(column),
        digest=sql.Identifier("sha256") if has_digest else sql.Literal(""),
        table=sql.Identifier(table),
    )
    cursor.execute(statement)
    yield from (StoredFile(name, digest) for name, digest in cursor.fetchall())
