"""The connection Django makes of `ENGINE`; Django asks for a module of this name."""

import select
from contextlib import nullcontext
from functools import partial
from typing import Any
from weakref import proxy

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg import Connection, errors

from core.trail.fates import Fate, deciding, writes


class PreparedCursor(base.ServerBindingCursor):
    """A cursor whose statements the server plans once; psycopg forgets what it sent then, and Django logs it."""

    def _send_query_prepared(self, name: bytes, pgq: Any, **options: Any) -> None:
        self._query = pgq
        super()._send_query_prepared(name, pgq, **options)


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, asked with a statement whether it still answers only where there is reason to doubt it.

    Nothing comes unasked on a connection in order. A server that went away has sent its farewell, or has closed the
    socket, and either can be read.
    """

    transaction: object = None
    fate = Fate.NOTHING
    has_written = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(_note_writing)
        self.written_before: dict[str, bool] = {}

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        """Tell each transaction from every other, of any connection (`core.trail.transactions`)."""
        super().set_autocommit(autocommit, *args, **kwargs)
        self.transaction = None if autocommit else object()
        self.has_written = False
        self.written_before.clear()

    def _commit(self) -> None:
        with deciding(self) if self.has_written else nullcontext():
            super()._commit()

    def _savepoint(self, sid: str) -> None:
        super()._savepoint(sid)
        self.written_before[sid] = self.has_written

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)
        self.has_written = self.written_before.get(sid, self.has_written)

    def get_connection_params(self) -> dict[str, Any]:
        """Let statements of `prepared_cursor` be planned at their first use; no other cursor has any prepared.

        Where connections of the server are shared (DATABASE_POOLED), the next statement may meet another one of them.
        """
        pooled = self.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]
        return super().get_connection_params() | {"prepare_threshold": None if pooled else 0}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect. The server keeps so many plans for the connection, half a megabyte each at most."""
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = 40
        if settings.LIMITS.answer:
            connection.wait = partial(_wait, proxy(connection), settings.LIMITS.answer)
        return connection

    def prepared_cursor(self) -> Any:
        """A cursor for a statement that every request asks: the server plans it once for a connection."""
        self.ensure_connection()
        return self._prepare_cursor(PreparedCursor(self.connection))

    def is_usable(self) -> bool:
        """Whether the connection that was kept since the last request is good for this one."""
        return not _has_news(self.connection) or super().is_usable()


def _note_writing(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Note that a transaction has written; without one, the statement stands by itself."""
    connection = context["connection"]
    if not writes(sql):
        return execute(sql, params, many, context)
    if connection.in_atomic_block:
        connection.has_written = True
        return execute(sql, params, many, context)
    with deciding(connection):
        return execute(sql, params, many, context)


def _wait(connection: Any, patience: int, *args: Any, **options: Any) -> Any:
    """Wait for the server, but no longer; the connection is then of no use, since its answer may still come."""
    try:
        return Connection.wait(connection, *args, **({"timeout": patience} | options))
    except errors._WaitTimeout:
        connection.pgconn.finish()
        raise


def _has_news(connection: Any) -> bool:
    if connection is None or connection.closed:
        return True
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
