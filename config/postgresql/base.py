"""The connection Django makes of `ENGINE`; Django asks for a module of this name."""

import select
from typing import Any

from django.db.backends.postgresql import base


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

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        """Tell each transaction from every other, of any connection (`core.trail.transactions`)."""
        super().set_autocommit(autocommit, *args, **kwargs)
        self.transaction = None if autocommit else object()

    def get_connection_params(self) -> dict[str, Any]:
        """Let statements of `prepared_cursor` be planned at their first use; no other cursor has any prepared."""
        return super().get_connection_params() | {"prepare_threshold": 0}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect. The server keeps so many plans for the connection, half a megabyte each at most."""
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = 40
        return connection

    def prepared_cursor(self) -> Any:
        """A cursor for a statement that every request asks: the server plans it once for a connection."""
        self.ensure_connection()
        return self._prepare_cursor(PreparedCursor(self.connection))

    def is_usable(self) -> bool:
        """Whether the connection that was kept since the last request is good for this one."""
        return not _has_news(self.connection) or super().is_usable()


def _has_news(connection: Any) -> bool:
    if connection is None or connection.closed:
        return True
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
