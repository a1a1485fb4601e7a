"""The cast and the world, built once for the whole walk; what a request changes is taken back after it."""

import pytest
from django.db import transaction
from django.test import override_settings

from core.trail.recording import acting
from tests import conftest
from tests.guards.routes import Route, every_address
from tests.guards.walk import doors
from tests.guards.walk.payloads import poison
from tests.guards.world import CAST, build_world
from tests.kept import made


@pytest.fixture(autouse=True, scope="package")
def rows_counted_anew():
    """The rows of the walk stay from test to test, so the factories go on counting."""


@pytest.fixture(scope="package")
def db(django_db_setup, django_db_blocker):
    """The database of this worker for the whole walk, as it was before once that is done."""
    stage = transaction.atomic()
    stage._from_testcase = True  # as Django's own test cases do: what must be outermost may begin inside
    with django_db_blocker.unblock(), stage:
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def stage(db, tmp_path_factory):
    """Everyone of the cast by name, `inspection`, and nobody; and the files they keep."""
    known = {"db": None, "nobody": None}
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        for name in [*CAST, "inspection"]:
            made(name, known, conftest)
        yield known


@pytest.fixture(scope="package")
def cast(stage):
    """The whole cast by name, and the stranger who has not signed in."""
    return {name: stage[name] for name in [*CAST, "nobody"]}


@pytest.fixture(scope="package")
def world(stage, cast):
    """The rows by noun: a secret in the lead, and in every text what must not run."""
    rows = build_world(cast, stage["inspection"])
    # Or what changes here would bear the name of the last who acted in the world, who then has a hand in every row.
    with acting(cast["auditor"]):
        poison(rows, cast)
    return rows


@pytest.fixture(scope="package")
def openers(cast, world):
    """Who of the cast may open each address."""
    return {name: Route(name, pattern).opens_to(cast, world) for name, pattern in every_address().items()}


@pytest.fixture(scope="package")
def watched():
    """From here on the database tells which queries of secret rows came past their doors."""
    with doors.watched() as seen:
        yield seen
