"""The connection Django makes of `ENGINE`; Django asks for a module of this name."""

import select
from typing import Any

from django.db.backends.postgresql import base


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

    def is_usable(self) -> bool:
        """Whether the connection that was kept since the last request is good for this one."""
        return not _has_news(self.connection) or super().is_usable()


def _has_news(connection: Any) -> bool:
    if connection is None or connection.closed:
        return True
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
