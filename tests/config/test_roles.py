"""Both roles and the database are made by one command, for a new installation and for one that had one role."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from config import embedded, roles

pytestmark = pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="makes roles of the embedded server")


def server(role="postgres", database="postgres"):
    address = psycopg.conninfo.conninfo_to_dict(embedded.address("DATABASE_URL"))
    return f"postgresql://{role}@{address['host'].replace('/', '%2F')}/{database}"


def administer(*statements, database="postgres"):
    with psycopg.connect(server(database=database), autocommit=True) as connection:
        for statement, *names in statements:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@pytest.fixture
def names():
    """Names of an owner, of who serves and of a database, which are not there yet; gone afterwards."""
    name = f"installed_{os.getpid()}"
    owner, application = f"{name}_owner", f"{name}_serving"
    yield owner, application, name
    administer(
        ("DROP DATABASE IF EXISTS {} WITH (FORCE)", name),
        ("DROP ROLE IF EXISTS {}", application),
        ("DROP ROLE IF EXISTS {}", owner),
    )


@pytest.fixture
def former(names, db):
    """The owner of an installation made when one role owned everything and served."""
    _owner, _application, name = names
    owner = embedded.postgres.OWNER
    administer(("CREATE DATABASE {} OWNER {} TEMPLATE {}", name, owner, connection.settings_dict["TEST"]["TEMPLATE"]))
    administer(("DROP OWNED BY {}", embedded.postgres.APPLICATION), database=name)  # all that it may do there
    return owner


def manage(*arguments, **environment):
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_an_installation_whose_one_role_owned_everything_goes_on_by_one_command(names, former):
    _owner, application, name = names
    addresses = {"DATABASE_OWNER_URL": server(former, name), "DATABASE_URL": server(application, name)}
    manage("prepare_database", "--administrator", server(), **addresses)
    with psycopg.connect(addresses["DATABASE_URL"]) as serving:
        serving.execute("INSERT INTO rounds_body (name, kind, name_skeleton) VALUES ('市纪委', 'discipline', '')")
        assert serving.execute("SELECT pgh_label FROM rounds_bodyevent").fetchall() == [("insert",)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            serving.execute("DELETE FROM rounds_bodyevent")


def test_what_is_missing_is_made_and_what_is_there_is_left(names):
    owner, application, name = names
    with psycopg.connect(server(), autocommit=True) as administrator:
        for _time in range(2):
            roles.make_roles(administrator, server(owner, name), server(application, name))
            roles.make_database(administrator, name, owner)
    with psycopg.connect(server(application, name)) as serving, pytest.raises(psycopg.errors.InsufficientPrivilege):
        serving.execute("CREATE TABLE mine ()")
    with psycopg.connect(server(owner, name)) as owners:
        owners.execute("CREATE TABLE mine ()")


def test_only_the_owners_commands_reach_the_database_as_its_owner(monkeypatch):
    def asked(*arguments):
        monkeypatch.setattr(sys, "argv", list(arguments))
        return roles.is_owner()

    assert asked("manage.py", "migrate")
    assert asked("./manage.py", "prepare_database")
    assert not asked("manage.py", "shell")
    assert not asked("manage.py", "verify_trail")
    assert not asked("manage.py")
    assert not asked("/venv/bin/gunicorn", "migrate")
    assert not asked("/venv/bin/celery", "-A", "config.worker", "worker")


def test_a_database_that_autovacuum_is_at_is_taken_away_a_moment_later(monkeypatch):
    waited, refusals = [], [psycopg.errors.InsufficientPrivilege] * 2
    monkeypatch.setattr(roles.time, "sleep", waited.append)

    class Server:
        def execute(self, statement):
            if refusals:
                raise refusals.pop()

    roles.drop_database(Server(), "rehearsal_20261123")
    assert waited == [1, 1]
    refusals += [psycopg.errors.InsufficientPrivilege] * roles.DROPS
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        roles.drop_database(Server(), "rehearsal_20261123")
