"""The world of the walk; what a request changes is taken back after it.

`pytest tests/security/generated --generated 200` asks more, and something else each time; otherwise it is always the
same few.
"""

import hypothesis
import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from tests.guards.walk.conftest import cast, db, openers, rows_counted_anew, stage, world  # noqa: F401 - fixtures


@pytest.fixture(autouse=True)
def built_once():
    """The world of the walk stands already."""


@pytest.fixture(autouse=True, scope="package")
def connection_kept():
    """The server lets go of its connection after a request; here all of them are of one transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="package")
def so_many(request):
    """`so_many(few)` are the settings for this number of examples, or for that which was asked for."""
    asked = request.config.getoption("generated")
    return lambda few, **more: hypothesis.settings(
        max_examples=asked or few,
        derandomize=asked is None,
        database=None,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        **more,
    )
