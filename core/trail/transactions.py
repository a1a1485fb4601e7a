"""How long what a transaction was told, or holds, lasts: a lock, a setting.

Both end with the transaction, or with the savepoint that is rolled back. Who asked for one remembers `where` it was
and need not ask again as long as that `lasts`.
"""

from typing import Any

from django.db import connection

Where = tuple[Any, ...]


def where() -> Where | None:
    """The transaction this connection is in, and the savepoints within it; None outside any."""
    transaction = getattr(connection, "transaction", None)  # a connection that is not ours knows none
    if transaction is None or not connection.in_atomic_block:
        return None
    return (transaction, *filter(None, connection.savepoint_ids))


def lasts(since: Where | None) -> bool:
    """Whether the connection is still in that transaction, and in those savepoints of it."""
    now = where()
    return since is not None and now is not None and now[: len(since)] == since
