"""A real PostgreSQL and a real Valkey for whoever gives no DATABASE_URL or REDIS_URL.

Entry points (manage.py, gunicorn, the Celery worker, the tests) call `ensure()`; importing this package
starts nothing, and settings only ask it for addresses. Both servers listen on sockets in a folder that no
other user can enter, and on no port: nothing can collide with them or reach them from outside.
See docs/decisions/0013-embedded-servers.md.
"""

import os
import shutil
from importlib import util

from config.embedded.home import VAR, EmbeddedError, Home, locked, secret_key
from config.embedded.postgres import PostgreSQL
from config.embedded.valkey import Valkey

__all__ = ["VAR", "EmbeddedError", "address", "ensure", "remove", "secret_key", "stop", "write_secret_key"]

SERVERS = {"DATABASE_URL": PostgreSQL, "REDIS_URL": Valkey}
ADDRESSES = {
    "DATABASE_URL": lambda home: PostgreSQL(home).url,
    "DATABASE_OWNER_URL": lambda home: PostgreSQL(home).owner_url,
    "REDIS_URL": lambda home: Valkey(home).url,
}


def in_production() -> bool:
    """Whether this process runs for real, where nothing is embedded and everything must be given."""
    return os.environ.get("ENVIRONMENT") == "production"


def address(variable: str) -> str:
    """This checkout's embedded server, running or not, as a value for one of the `ADDRESSES`."""
    return ADDRESSES[variable](Home.current())


def ensure() -> None:
    """Start whichever servers the environment gives no address of; at once if they run already."""
    if in_production():
        return
    write_secret_key()
    for variable, kind in SERVERS.items():
        if not os.environ.get(variable):
            _require_package(kind, variable)
            _ensure(kind)


def stop(*, only_if_idle: bool = False) -> None:
    """Stop this checkout's servers, or leave them if asked to and somebody is connected."""
    home = Home.current()
    servers = [kind(home) for kind in SERVERS.values()]
    with locked():
        if only_if_idle and any(server.is_used() for server in servers):
            return
        for server in servers:
            server.stop()


def remove() -> None:
    """Stop this checkout's servers and delete everything they kept, and the anchors of its trail."""
    stop()
    with locked():
        Home.current().delete()
        shutil.rmtree(VAR / "anchors", ignore_errors=True)


def write_secret_key() -> None:
    """Make this installation's secret on first use."""
    if not os.environ.get("SECRET_KEY"):
        with locked():
            secret_key(create=True)


def _require_package(kind, variable: str) -> None:
    if util.find_spec(kind.package) is None:
        raise EmbeddedError(
            f"{variable} is missing, and this installation came without the embedded servers: it is for real use. "
            "Load its settings first, as docs/operations.md says."
        )


def _ensure(kind) -> None:
    """Start one server, letting one of several concurrent processes do it and the others wait."""
    if kind(Home.current()).answers():
        return
    with locked():
        server = kind(Home.existing_or_new())
        if not server.answers():
            server.start()
