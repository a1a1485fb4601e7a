"""Test databases are copied from one that is migrated already: seconds a run, and again for each worker, are saved.

The name of the template carries a digest of every migration, so one that no longer fits is not taken; it is dropped
when the next one is made.
"""

import hashlib
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.psycopg_any import sql

from config.roles import act_as_owner, drop_database, serve_as_application
from core.trail import chain, rights

WRITES_SQL = ("django", "django-pghistory", "django-pgtrigger")
LOCK = 7_416_302


def template() -> str:
    """The name of a database in which all migrations have been applied; made if there is none yet."""
    prefix = f"test_template_{connection.settings_dict['NAME']}_"
    name = prefix + digest()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # the first worker makes it, the others wait
        if name not in begun_with(prefix, cursor):
            with named(f"{name}_unfinished") as unfinished:
                connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
                connection.close()
            for left in begun_with(prefix, cursor) - {unfinished}:
                drop_database(cursor, left)
            renamed = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            cursor.execute(renamed.format(sql.Identifier(unfinished), sql.Identifier(name)))
    return name


def digest() -> str:
    """What the tables depend on: every migration of every app, what guards them, and the packages that write SQL."""
    found = hashlib.sha256(repr([(package, metadata.version(package)) for package in WRITES_SQL]).encode())
    for written in (chain, rights):
        found.update(Path(written.__file__).read_bytes())
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            found.update(f"{app.label}/{path.name}".encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


def begun_with(prefix: str, cursor) -> set[str]:
    """The templates there are, finished and unfinished."""
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    return {name for (name,) in cursor.fetchall()}


@contextmanager
def named(name: str):
    """For as long as this lasts, the test database that Django makes is called so."""
    test, own = connection.settings_dict["TEST"], connection.settings_dict["NAME"]
    before, test["NAME"] = test["NAME"], name
    try:
        yield name
    finally:
        test["NAME"] = before
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own


@contextmanager
def empty_beside(suffix: str):
    """For as long as this lasts, the default connection leads to a new database without tables, as its owner."""
    home = connection.settings_dict["NAME"]
    name = f"{home}_{suffix}"
    administer("DROP DATABASE IF EXISTS {}", name)
    administer("CREATE DATABASE {}", name)
    act_as_owner(connection)
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        serve_as_application(connection, settings.APPLICATION_ROLE)
        connection.settings_dict["NAME"] = home
        administer("DROP DATABASE {}", name)


def administer(statement: str, name: str) -> None:
    """Say something to the server about a database, which is in use by nobody."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(sql.Identifier(name)))
