"""Whether this installation can do its work: PostgreSQL and Redis take writes, the tables are those of this program,
regular work is not late. Looked at on connections of its own, which wait for nothing long.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path

import redis
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.models import Digest, LastRun
from core.models.runs import Work
from core.notices.hours import was_open
from core.operation.probes import Probe, Words, ask
from core.operation.runs import note_run

OK, LATE, FAILED = "ok", "late", "failed"
CONNECT = 2  # seconds, the shortest that libpq knows
STATEMENTS = "SET LOCAL statement_timeout = 1500; SET LOCAL lock_timeout = 1000"
REDIS_SECONDS = 1
MARK, MARK_SECONDS = "readiness", 60
OUTAGES = (Error, OSError, ImproperlyConfigured)
MAIL_WAITS = timedelta(hours=1)
"""How long a mail that is due may wait for a sweep that takes it up."""


def words_of_readiness() -> Words:
    """A word for each thing that is needed; of regular work only where the database answers."""
    return ask(_database, _redis)


@contextmanager
def own_connection() -> Iterator[None]:
    """A connection of this thread's own, which waits for nothing long and is closed afterwards.

    Its limits end with its one transaction: behind a pooler the server's connection goes on to serve others.
    """
    own = connection.copy()
    own.settings_dict["OPTIONS"]["connect_timeout"] = CONNECT
    connections[own.alias] = own  # for this thread alone
    try:
        with transaction.atomic(), own.cursor() as cursor:
            cursor.execute(STATEMENTS)
            yield
    finally:
        own.close()


def look_at_database() -> Words:
    """Whether it has the tables of this program and takes a row; then how regular work is."""
    try:
        with own_connection():
            if missing_migrations():
                return {"database": OK, "schema": FAILED}
            note_run(Work.READINESS)
            return {"database": OK, "schema": OK} | words_of_regular_work()
    except OUTAGES:
        return {"database": FAILED}


def look_at_redis() -> Words:
    """Whether it takes a value."""
    try:
        with own_redis() as server:
            server.set(MARK, "", ex=MARK_SECONDS)
    except (redis.RedisError, OSError):
        return {"redis": FAILED}
    return {"redis": OK}


def own_redis() -> redis.Redis:
    """A client that waits for nothing long."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=REDIS_SECONDS, socket_timeout=REDIS_SECONDS)


def words_of_regular_work() -> Words:
    """A word for each regular work that is asked for."""
    words = dict(LastRun.objects.expected().values_list("work", "state"))
    if words.get(Work.MAIL) == OK and _mails_wait():
        words[Work.MAIL] = LATE
    return words


def _mails_wait() -> bool:
    """Whether a mail waits longer than it may within working hours; by night none goes out."""
    now = timezone.now()
    overdue = Digest.objects.mails().open().filter(next_attempt_at__lt=now - MAIL_WAITS)
    return was_open(now, MAIL_WAITS) and overdue.exists()


def missing_migrations() -> set[tuple[str, str]]:
    """Migrations that this program brings and the database has not seen."""
    return _migrations() - MigrationRecorder(connection).applied_migrations().keys()


@cache
def _migrations() -> set[tuple[str, str]]:
    """Every migration by its file: to load them takes a second and keeps them in memory for nothing."""
    return {
        (app.label, path.stem)
        for app in apps.get_app_configs()
        for path in (Path(app.path) / "migrations").glob("[0-9]*.py")
    }


_database = Probe(look_at_database, {"database": FAILED})
_redis = Probe(look_at_redis, {"redis": FAILED})
