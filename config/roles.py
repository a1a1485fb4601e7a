"""The two roles that reach the database: the owner's makes the tables, the application's serves requests and tasks.

What proves the trail, the application's role may only add to (`core.trail.rights`). `manage.py` acts as the owner for
the commands that make tables or fill an empty database; everything else is the application. See
docs/decisions/0027-two-roles.md.
"""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from config import embedded

OWNERS_COMMANDS = {
    *("prepare_database", "migrate", "makemigrations", "demo", "bench"),
    *("backup", "restore", "rehearse", "upgrade_check"),
}
KNOWN_ROLE = "SELECT 1 FROM pg_roles WHERE rolname = %s"
KNOWN_DATABASE = "SELECT 1 FROM pg_database WHERE datname = %s"
DROPS = 20  # tries, a second apart


def is_owner() -> bool:
    """Whether this process runs a command of the tables' owner."""
    return Path(sys.argv[0]).name == "manage.py" and bool(OWNERS_COMMANDS & set(sys.argv[1:2]))


def application_url(environ: Mapping[str, str] = os.environ) -> str:
    """The address of the role that serves."""
    return environ.get("DATABASE_URL") or embedded.address("DATABASE_URL")


def owner_url(environ: Mapping[str, str] = os.environ) -> str:
    """The address of the role that owns the tables: the application's own, where one is given and no owner."""
    given = environ.get("DATABASE_OWNER_URL") or environ.get("DATABASE_URL")
    return given or embedded.address("DATABASE_OWNER_URL")


def name_of(url: str) -> str:
    """The name of the role in an address."""
    return unquote(urlsplit(url).username or "")


def make_roles(server: psycopg.Connection, owner_url: str, application_url: str) -> None:
    """Make the roles of these addresses that are missing. What is there stays as it is.

    The owner may act as the application; the application sees which transactions run, whoever's they are, because
    a program that fetches changes must miss none (`core.api.pagination`).
    """
    for url in (owner_url, application_url):
        name, password = name_of(url), unquote(urlsplit(url).password or "")
        if not server.execute(KNOWN_ROLE, [name]).fetchone():
            make = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), password or None)
            server.execute(make)
    owner, application = (sql.Identifier(name_of(url)) for url in (owner_url, application_url))
    if owner != application:
        server.execute(sql.SQL("GRANT {} TO {}").format(application, owner))
        server.execute(sql.SQL("GRANT pg_read_all_stats TO {}").format(application))


def make_database(server: psycopg.Connection, name: str, owner: str) -> None:
    """Make the owner's database if it is missing."""
    if not server.execute(KNOWN_DATABASE, [name]).fetchone():
        server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(owner)))


def drop_database(server: psycopg.Connection, name: str) -> None:
    """Take a database away, whoever is connected. Autovacuum only a superuser may end: while it runs, try again."""
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for left in reversed(range(DROPS)):
        try:
            server.execute(statement)
            return
        except psycopg.errors.InsufficientPrivilege:
            if not left:
                raise
            time.sleep(1)


def serve_as_application(connection, role: str) -> None:
    """Let every later statement of an owner's connection be one of the application."""
    connection.close()
    connection.settings_dict["OPTIONS"]["assume_role"] = role


def act_as_owner(connection) -> None:
    """Let every later statement be the owner's again."""
    connection.close()
    connection.settings_dict["OPTIONS"].pop("assume_role", None)


@contextmanager
def as_owner() -> Iterator:
    """One transaction of the owner's, on a connection that the owner opened and the application uses; its cursor."""
    from django.db import connection, transaction  # noqa: PLC0415 - the settings load this module

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        (role,) = cursor.fetchone()
        cursor.execute("SET LOCAL ROLE NONE")
        yield cursor
        cursor.execute("SELECT set_config('role', %s, true)", [role])


@contextmanager
def past_the_trail() -> Iterator:
    """As the owner, with rows put and taken away that leave no trace, as a restore does; `verify_trail` finds it."""
    with as_owner() as cursor:
        cursor.execute("SET LOCAL trail.maintenance = 'on'")
        yield cursor
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or the links of these rows would be written afterwards
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL trail.maintenance = ''")
