"""The page that load balancers ask."""

from django.db import DatabaseError


def test_a_working_process_says_so_to_anyone(client, db):
    response = client.get("/healthz/")
    assert (response.status_code, response.content) == (200, b"ok\n")


class Refusing:
    """A connection to a database that is down."""

    def cursor(self):
        raise DatabaseError("refused")


def test_without_a_database_it_says_that_it_is_unavailable(client, monkeypatch):
    monkeypatch.setattr("config.health.connection", Refusing())
    assert client.get("/healthz/").status_code == 503
