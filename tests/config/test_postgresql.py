"""A kept connection: known to be good without a statement, and to be lost when the server has gone."""

import time

import pytest
from django.db import connections
from django.db.backends.postgresql import base

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
