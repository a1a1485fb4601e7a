"""A kept connection: known to be good without a statement, and to be lost when the server has gone."""

import re
import time
from functools import partial

import pytest
from django.conf import settings
from django.db import OperationalError, connections
from django.db.backends.postgresql import base
from environ import Env

from config.limits import Limits, of_this_process
from config.roles import as_owner


@pytest.fixture
def opened(db):
    """Opens connections of their own, as a thread keeps one from request to request."""
    wrappers = []

    def open_one():
        wrappers.append(connections.create_connection("default"))
        wrappers[-1].connect()
        return wrappers[-1]

    yield open_one
    for wrapper in wrappers:
        wrapper.close()


def test_a_good_connection_is_asked_nothing(opened, monkeypatch):
    kept = opened()
    monkeypatch.setattr(base.DatabaseWrapper, "is_usable", lambda self: pytest.fail("asked by a statement"))
    assert kept.is_usable()


def test_one_that_the_server_ended_is_of_no_use(opened):
    kept = opened()
    with as_owner() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [kept.connection.info.backend_pid])
    time.sleep(0.2)  # until the farewell is here
    assert not kept.is_usable()


def test_nor_is_one_that_was_never_made(db):
    assert not connections.create_connection("default").is_usable()


def test_the_server_hears_of_the_limits_as_a_connection_begins(opened):
    with opened().cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == (f"{settings.LIMITS.lock // 60}min",)
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == (f"{settings.LIMITS.statement // 60}min",)


def test_a_server_that_says_nothing_is_not_waited_for(opened, monkeypatch):
    """As one that is stopped: it ends no statement by itself."""
    kept = opened()
    monkeypatch.setattr(kept.connection, "wait", partial(kept.connection.wait, timeout=0.2))
    before = time.monotonic()
    with pytest.raises(OperationalError), kept.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(2)")
    assert time.monotonic() - before < 10
    assert not kept.is_usable()


def test_what_the_address_says_counts_before_the_limits():
    limits = Limits(connect=5, lock=5, statement=20, idle=40, redis=3)
    options = limits.for_postgresql({"connect_timeout": 9, "options": "-c lock_timeout=1s"})
    assert options["connect_timeout"] == 9
    assert options["options"].endswith("-c idle_in_transaction_session_timeout=40s -c lock_timeout=1s")
    assert limits.answer == 25


def test_a_pooler_hears_nothing_as_a_connection_begins_and_is_prepared_no_statement(opened):
    limits = Limits(connect=5, lock=5, statement=20, idle=40, redis=3)
    assert "options" not in limits.for_postgresql({}, pooled=True)
    kept = opened()
    kept.close()
    kept.settings_dict = kept.settings_dict | {"DISABLE_SERVER_SIDE_CURSORS": True}
    with kept.prepared_cursor() as cursor:
        cursor.execute("SELECT %s::int", [1])
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        assert cursor.fetchone() == (0,)


OUTLIVES = re.compile(
    r"""
    (?<!DEFINER\ )\bSET\ (?!LOCAL|TRANSACTION|CONSTRAINTS)\w+(\ =|\ TO\b)
    | set_config\([^()]*,\ false\)
    | pg_(try_)?advisory_lock\b
    """,
    re.VERBOSE,
)


def test_what_a_program_sets_or_locks_ends_with_its_transaction():
    """A pooler hands the connection on to others. The backup never goes through one."""
    apps = [
        settings.BASE_DIR / name for name in ("config", "core", "rounds", "personnel", "findings", "rectification")
    ]
    paths = [path for app in apps for path in app.rglob("*.py") if "migrations" not in path.parts]
    found = [path.name for path in paths if OUTLIVES.search(path.read_text(encoding="utf-8"))]
    assert found == ["moment.py"]
    assert OUTLIVES.search("SET lock_timeout = 1000")


@pytest.mark.parametrize(
    ("started", "lock", "statement"),
    [
        (["/srv/.venv/bin/gunicorn", "config.wsgi"], 5, 20),
        (["/srv/.venv/bin/celery", "-A", "config.worker", "worker"], 600, 600),
        (["/srv/.venv/lib/python3.11/site-packages/celery/__main__.py"], 600, 600),
        (["manage.py", "verify_trail"], 600, 600),
        (["manage.py", "migrate"], 60, 0),
    ],
)
def test_who_serves_waits_little_and_what_runs_in_the_background_long(started, lock, statement, monkeypatch):
    monkeypatch.setattr("sys.argv", started)
    found = of_this_process(Env())
    assert (found.lock, found.statement) == (lock, statement)
