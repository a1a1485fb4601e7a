"""How long a process waits for PostgreSQL and Redis: nothing waits for ever.

Who asks for a page waits little, and is told (`core.ui.outages`). What runs in the background and the commands of
`manage.py` may take long; to make tables or to fill them, any time.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environ import Env

from config import roles

BACKGROUND = ("celery", "manage.py", "run.py")
TCP = {
    "keepalives_idle": 30,  # seconds
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,  # milliseconds until what was sent must have arrived
}
GRACE = 5  # seconds: so much later than the server ends a statement, it is no longer waited for
FIRST_TRY_AGAIN = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}


@dataclass(frozen=True)
class Limits:
    """Seconds; 0 is without end."""

    connect: int
    lock: int
    statement: int
    idle: int
    redis: int

    def for_postgresql(self, given: dict[str, Any], *, pooled: bool = False) -> dict[str, Any]:
        """Options of a connection, beside those `given` in its address, which count.

        The server hears of its limits as the connection begins: they cost no statement. A pooler, whose connections
        serve many, tells it its own (deploy/pgbouncer.ini).
        """
        before = {"connect_timeout": self.connect, **TCP}
        if pooled:
            return before | given
        told = {
            "lock_timeout": self.lock,
            "statement_timeout": self.statement,
            "idle_in_transaction_session_timeout": self.idle,
        }
        options = [f"-c {name}={seconds}s" for name, seconds in told.items()]
        return before | given | {"options": " ".join([*options, given.get("options", "")]).strip()}

    @property
    def answer(self) -> int:
        """After how many seconds a server counts as gone that neither answers nor ends a statement."""
        return self.statement and self.statement + GRACE

    @property
    def for_redis(self) -> dict[str, int]:
        """Options of a connection to Redis."""
        return {"socket_timeout": self.redis, "socket_connect_timeout": self.redis}


def of_this_process(env: Env) -> Limits:
    """The limits of whoever serves, of what runs in the background, or of the tables' owner."""
    connect = env.int("DATABASE_CONNECT_SECONDS", default=5)
    redis = env.int("REDIS_SECONDS", default=3)
    if roles.is_owner():
        return Limits(connect, lock=60, statement=0, idle=0, redis=redis)
    if is_in_background():
        long = env.int("DATABASE_BACKGROUND_SECONDS", default=600)
        return Limits(connect, lock=long, statement=long, idle=long, redis=redis)
    lock = env.int("DATABASE_LOCK_SECONDS", default=5)
    statement = env.int("DATABASE_STATEMENT_SECONDS", default=20)
    return Limits(connect, lock=lock, statement=statement, idle=2 * statement, redis=redis)


def is_in_background() -> bool:
    """Whether nobody waits for this process to answer a request."""
    started_as = Path(sys.argv[0])
    return bool({started_as.name, started_as.parent.name} & set(BACKGROUND))
