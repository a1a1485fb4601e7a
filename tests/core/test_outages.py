"""While the database or Redis does not answer, everybody is told to come back, and nobody is signed out."""

import json

import pytest
from django.db import connection
from django.test import Client

from core.api.tokens import issue_token

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture
def desk(office):
    """The office, signed in, getting what a browser gets."""
    client = Client(raise_request_exception=False)
    client.force_login(office, backend="personnel.accounts.backends.AccountBackend")
    return client


@pytest.fixture
def redis(settings):
    """`redis.stops()` takes Redis away, `redis.starts()` puts it back."""
    there = settings.CACHES
    away = {"default": {**there["default"], "LOCATION": NOBODY_LISTENS}}

    class Redis:
        def stops(self):
            settings.CACHES = away

        def starts(self):
            settings.CACHES = there

    return Redis()


def lose_the_database():
    """End the connection that the next request uses, as a restart of the server does."""
    with connection.copy().cursor() as other:
        other.execute("SET ROLE NONE")  # one role cannot end what another has begun
        other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])


def assert_told_to_come_back(answer):
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) >= 10
    assert "没有保存" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_without_redis_a_page_says_so_and_the_session_goes_on_afterwards(desk, redis):
    redis.stops()
    answer = desk.get("/")
    assert_told_to_come_back(answer)
    assert "sessionid" not in answer.cookies
    redis.starts()
    assert desk.get("/").status_code == 200


def test_without_redis_signing_in_says_so(redis, db):
    redis.stops()
    answer = Client(raise_request_exception=False).post("/login/", {"username": "office", "password": "x"})
    assert_told_to_come_back(answer)


@pytest.mark.django_db(transaction=True)
def test_without_the_database_a_page_says_so(desk):
    lose_the_database()
    assert_told_to_come_back(desk.get("/organizations/"))
    connection.close()
    assert desk.get("/organizations/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_without_the_database_a_program_is_told_when_to_ask_again(office):
    client = Client(raise_request_exception=False, headers={"Authorization": f"Token {issue_token(office)[1]}"})
    lose_the_database()
    answer = client.get("/api/v1/organizations/")
    assert_told_to_come_back(answer)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "unavailable"
    connection.close()
    assert client.get("/api/v1/organizations/").status_code == 200


def test_without_redis_a_program_is_told_when_to_ask_again(office, redis):
    client = Client(raise_request_exception=False, headers={"Authorization": f"Token {issue_token(office)[1]}"})
    redis.stops()
    answer = client.get("/api/v1/organizations/")
    assert_told_to_come_back(answer)
    assert json.loads(answer.content)["status"] == 503


def test_a_fault_of_our_own_promises_nothing(desk, monkeypatch):
    def fail(self):
        raise ValueError

    monkeypatch.setattr("core.worklist.views.Worklist.get_title", fail)
    answer = desk.get("/")
    assert answer.status_code == 500
    assert "Retry-After" not in answer
