"""Acts of several people at once, each on a connection of its own. What one of them raises, the test gets."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from time import monotonic

from django.db import connection, transaction

PATIENCE = 20  # seconds
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def together(*acts: Callable) -> list:
    """Start the acts at the same moment; their results, in order."""
    start = Barrier(len(acts))
    with ThreadPoolExecutor(len(acts)) as pool:
        started = [pool.submit(_run, act, partial(start.wait, PATIENCE)) for act in acts]
        return [each.result(PATIENCE) for each in started]


def before_one_row(row, *acts: Callable) -> list:
    """Start the acts while the row is locked, let it go once all of them wait for it; their results, in order.

    An act may also wait for one that waits for the row.
    """
    with ThreadPoolExecutor(len(acts)) as pool:
        with transaction.atomic():
            type(row)._base_manager.select_for_update().get(pk=row.pk)
            started = [pool.submit(_run, act) for act in acts]
            _wait_for(len(acts), started)
        return [each.result(PATIENCE) for each in started]


def _run(act: Callable, first: Callable = lambda: None):
    try:
        first()
        return act()
    finally:
        connection.close()


def _wait_for(number: int, started) -> None:
    """Until so many connections wait for a lock; who ended before, or never came, is a failure of the test."""
    deadline = monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0] >= number:
                return
            over = [each.result() for each in started if each.done()]
            assert not over, f"ended without waiting for the row: {over}"
            assert monotonic() < deadline, "they never met before the row"
