"""PostgreSQL's own programs that copy a database: which of those on this machine fits the server.

They are told the address by the environment, never by arguments, which every user of the machine can read.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import util
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient
from django.utils.translation import gettext as _

from config.backup.errors import BackupError
from config.embedded.home import EmbeddedError, Home
from config.embedded.postgres import PostgreSQL

VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
SETS_MORE = 17
"""From this version on they set `transaction_timeout` on every server; those before it refuse that."""
KEPT_APART = ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"]
"""Where distributions keep the programs of several versions beside one another."""


@dataclass(frozen=True)
class Programs:
    """A folder of them, of one version."""

    folder: Path
    major: int

    def start(self, name: str, *arguments: str, **streams) -> subprocess.Popen:
        """Start one on the database that Django is connected to, as the role that Django connects as."""
        command = [str(self.folder / name), *arguments]
        return subprocess.Popen(command, env=_environment(self.folder), **streams)  # noqa: S603 - our own arguments


def fitting(*, dumped_by: int = 0) -> Programs:
    """The programs of the server's version, else the oldest that know it, and the dump where there is one.

    Raises `BackupError` where there are none.
    """
    server = connection.pg_version // 10_000
    needed = max(server, dumped_by)
    known = [programs for programs in _found() if _fits(programs, server, needed)]
    if not known:
        known = [programs for programs in _embedded() if _fits(programs, server, needed)]
    if not known:
        raise BackupError(
            _("No pg_dump and pg_restore that fit PostgreSQL %(version)s are found: install its client programs.")
            % {"version": needed}
        )
    return min(known, key=lambda programs: programs.major)


def _fits(programs: Programs, server: int, needed: int) -> bool:
    return programs.major >= needed and (programs.major < SETS_MORE or server >= SETS_MORE)


def _found() -> Iterator[Programs]:
    folders = [Path(folder) for folder in os.get_exec_path()]
    folders += [folder for pattern in KEPT_APART for folder in Path("/").glob(pattern.lstrip("/"))]
    for folder in folders:
        if all((folder / name).is_file() for name in ("pg_dump", "pg_restore")):
            yield from _of(folder)


def _embedded() -> Iterator[Programs]:
    """Those that come with the embedded server, where that is installed."""
    if util.find_spec(PostgreSQL.package) is None:
        return
    try:
        yield from _of(PostgreSQL(Home.existing_or_new()).programs)
    except (EmbeddedError, OSError):
        return


def _of(folder: Path) -> Iterator[Programs]:
    command = [str(folder / "pg_dump"), "--version"]
    said = subprocess.run(  # noqa: S603 - our own arguments
        command, env=_environment(folder), capture_output=True, text=True, check=False
    )
    if version := VERSION.search(said.stdout):
        yield Programs(folder, int(version[1]))


def _environment(folder: Path) -> dict[str, str]:
    given = connection.settings_dict
    _command, kept_secret = DatabaseClient.settings_to_cmd_args_env(given, [])
    named = {"HOST": given["HOST"], "PORT": given["PORT"], "USER": given["USER"], "DATABASE": given["NAME"]}
    around = {name: os.environ[name] for name in ("HOME", "PATH", "TMPDIR") if name in os.environ}
    libraries = {"LD_LIBRARY_PATH": str(folder.parent / "lib")} if folder.parent.name.startswith("postgresql-") else {}
    address = {f"PG{name}": str(value) for name, value in named.items() if value}
    return around | libraries | (kept_secret or {}) | address | {"LC_ALL": "C.UTF-8"}
