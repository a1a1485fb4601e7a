"""Test databases are copied from one that is migrated already: seconds a run, and again for each worker, are saved.

The name of the template carries a digest of every migration, so one that no longer fits is not taken; it is dropped
when the next one is made.
"""

import gc
import hashlib
from contextlib import ExitStack, contextmanager
from importlib import metadata
from pathlib import Path
from unittest.mock import patch

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.psycopg_any import sql
from django.db.migrations import Migration
from pgtrigger.migrations import AddTrigger, RemoveTrigger

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
            with named(f"{name}_unfinished") as unfinished, migrating():
                connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
                connection.close()
            for left in begun_with(prefix, cursor) - {unfinished}:
                cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(left)))
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
def migrating():
    """What takes the time of migrations is left out: they draw models by the ten thousand, most of them in vain."""
    with collecting_rarely(), triggers_drawn_never(), way_back_drawn_where_it_leads():
        yield


@contextmanager
def collecting_rarely():
    """To look for models left over again and again takes a third more."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 10, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def triggers_drawn_never():
    """With each trigger its model and all around it would be drawn anew, though nothing drawn tells of triggers.

    A third of what all migrations take.
    """
    with ExitStack() as patches:
        for operation in (AddTrigger, RemoveTrigger):
            patches.enter_context(patch.object(operation, "state_forwards", without_drawing(operation.state_forwards)))
        yield


def without_drawing(state_forwards):
    """The step of the state, which says what changed but lets the models be."""

    def step(self, app_label, state):
        with patch.object(state, "reload_model"):
            state_forwards(self, app_label, state)

    return step


def way_back_drawn_where_it_leads():
    """Before the first migration is taken back, the state before each is worked out, and drawn once, as it then is.

    Drawn models would be drawn anew with every change on the way from one to the next.
    """
    return patch.object(Migration, "mutate_state", drawing_later(Migration.mutate_state))


def drawing_later(mutate_state):
    """The state after a migration, drawn when it is asked for; the one before it stays drawn if it is kept."""

    def step(self, state, preserve=True):
        drawn = state.__dict__.pop("apps", None)
        after = mutate_state(self, state, preserve)
        if preserve and drawn is not None:
            state.__dict__["apps"] = drawn
        return after

    return step
