"""A rehearsal: the very command that restores, into a scratch database and folders that are gone afterwards."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from config import roles
from config.backup.errors import BackupError
from config.backup.restoring import MIGRATE

PREFIX, BEGUN = "rehearsal_", "%Y%m%d%H%M%S"
LEFT_BEHIND = """
    SELECT datname FROM pg_database
    WHERE starts_with(datname, %s) AND datname < %s AND pg_has_role(datdba, 'USAGE')
"""
"""One that was killed could take nothing away. Younger ones may be another installation's, and under way."""


def rehearse(path: Path, identity: Path, *, administrator: str, other_secret: bool) -> int:
    """Restore into what is taken away again, telling what `restore` tells; its exit code.

    `administrator` is the address of a role that may make databases, where the owner's may not.
    """
    with _scratch_database(administrator) as name, tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(path)]
        options = ["--identity", str(identity), f"--older={MIGRATE}", *(["--other-secret"] if other_secret else [])]
        with subprocess.Popen([*command, *options], env=_environment(name, Path(folder))) as restoring:  # noqa: S603
            try:
                return restoring.wait()
            finally:
                restoring.terminate()


def _environment(database: str, folder: Path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_OWNER_URL": _leading_to(database, roles.owner_url()),
        "DATABASE_URL": _leading_to(database, roles.application_url()),
        "MEDIA_STORAGE": "",
        "MEDIA_ROOT": str(folder / "media"),
        "TRAIL_ANCHORS": str(folder / "anchors"),
    }


def _leading_to(database: str, url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


@contextmanager
def _scratch_database(administrator: str) -> Iterator[str]:
    now = datetime.now(UTC)
    name = f"{PREFIX}{now.strftime(BEGUN)}_{os.getpid()}"
    with _server(administrator) as server:
        before = f"{PREFIX}{(now - timedelta(days=1)).strftime(BEGUN)}"
        for (left_behind,) in server.execute(LEFT_BEHIND, [PREFIX, before]).fetchall():
            roles.drop_database(server, left_behind)
        try:
            roles.make_database(server, name, roles.name_of(roles.owner_url()))
        except psycopg.errors.InsufficientPrivilege:
            raise BackupError(
                _("The owner's role may not make databases: give --administrator, or let it (ALTER ROLE … CREATEDB).")
            ) from None
        try:
            yield name
        finally:
            roles.drop_database(server, name)


def _server(administrator: str) -> psycopg.Connection:
    if administrator:
        return psycopg.connect(administrator, autocommit=True)
    given = connection.get_connection_params()
    address = {part: given[part] for part in ("host", "port", "user", "password", "dbname") if given.get(part)}
    return psycopg.connect(**address, autocommit=True)
