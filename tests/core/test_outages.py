"""While the database or Redis does not answer, everybody is told to come back, and nobody is signed out."""

import json
from contextlib import contextmanager

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.test import Client
from redis import RedisError

from core.access.cached import RedisCacheClient
from core.api.tokens import issue_token
from core.trail.fates import Fate, fate, writes
from core.ui.outages import is_outage
from rounds.models import Organization
from tests.page_client import PageClient

ADD = "/organizations/add/"
NEW = {"name": "市粮食和物资储备局党组", "category": "市直部门", "level": "city"}
NOBODY_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture
def desk(office):
    """The office, signed in, getting what a browser gets."""
    client = PageClient(raise_request_exception=False)
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
    another = connection.copy()
    with another.cursor() as other:
        other.execute("SET ROLE NONE")  # one role cannot end what another has begun
        other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    another.close()


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


@contextmanager
def locked(table):
    """Another connection holds the whole table, as a change of its columns does."""
    another = connection.copy()
    with another.cursor() as other:
        other.execute("SET ROLE NONE")
        other.execute("BEGIN")
        other.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield
        other.execute("ROLLBACK")
    another.close()


@contextmanager
def told_by_the_server(setting):
    """The connection of the requests has this setting."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET {setting}")
    yield
    connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("address", "sent", "table"),
    [
        ("/organizations/", None, "rounds_organization"),
        ("/login/", {"username": "office", "password": "x"}, "personnel_user"),
    ],
)
def test_a_locked_table_keeps_nobody_waiting(desk, address, sent, table):
    with told_by_the_server("lock_timeout = '200ms'"), locked(table):
        answer = PageClient(raise_request_exception=False).post(address, sent) if sent else desk.get(address)
    assert_told_to_come_back(answer)
    assert "别人正在处理" in answer.content.decode()
    assert desk.get("/organizations/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_locked_table_keeps_no_program_waiting(office):
    client = Client(raise_request_exception=False, headers={"Authorization": f"Token {issue_token(office)[1]}"})
    with told_by_the_server("lock_timeout = '200ms'"), locked("rounds_organization"):
        answer = client.get("/api/v1/organizations/")
    assert_told_to_come_back(answer)
    assert "别人正在处理" in answer.json()["detail"]


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_takes_too_long_is_ended(desk, monkeypatch):
    def slow(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr("core.worklist.views.Worklist.get_title", slow)
    with told_by_the_server("statement_timeout = '200ms'"):
        answer = desk.get("/")
    assert_told_to_come_back(answer)
    assert "耗时超过" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_takes_no_changes_says_so(desk):
    """As a standby that the address leads to after a failover."""
    with told_by_the_server("default_transaction_read_only = on"):
        answer = desk.post(ADD, NEW)
    assert_told_to_come_back(answer)
    assert "暂不接受修改" in answer.content.decode()
    assert not Organization.objects.filter(name=NEW["name"]).exists()


@pytest.mark.django_db(transaction=True)
def test_a_server_that_goes_away_while_rows_are_fetched_is_an_outage(office, organization, other_inspection):
    rows = Organization.objects.iterator(chunk_size=1)
    next(rows)
    lose_the_database()
    with pytest.raises((DatabaseError, psycopg.Error)) as raised:
        list(rows)
    connection.close()
    assert is_outage(raised.value)


def test_what_the_driver_raises_by_itself_is_an_outage():
    assert is_outage(psycopg.OperationalError())
    assert is_outage(psycopg.errors.ReadOnlySqlTransaction())
    assert not is_outage(psycopg.errors.UniqueViolation())


@pytest.fixture
def redis_fails_after_the_commit(monkeypatch):
    """Redis takes everything until something is saved, and nothing afterwards."""
    execute = RedisCacheClient.get_client

    def get_client(self, *args, **options):
        if fate() is Fate.SAVED:
            raise RedisError
        return execute(self, *args, **options)

    monkeypatch.setattr(RedisCacheClient, "get_client", get_client)


@pytest.mark.django_db(transaction=True)
def test_a_form_leads_on_to_what_it_saved_though_redis_has_gone(desk, redis_fails_after_the_commit):
    answer = desk.post(ADD, NEW)
    assert answer.status_code == 302
    assert answer.url == Organization.objects.get(name=NEW["name"]).get_absolute_url()


@pytest.fixture
def fails_after_the_commit(monkeypatch):
    """What is noted of an answer cannot be written any more."""

    def fail(request, response):
        raise RedisError

    monkeypatch.setattr("core.trail.accesses.kind_of", fail)


@pytest.mark.django_db(transaction=True)
def test_nobody_is_told_that_a_saved_form_was_not_saved(desk, fails_after_the_commit):
    answer = desk.post(ADD, NEW)
    assert Organization.objects.filter(name=NEW["name"]).exists()
    assert answer.status_code == 500
    assert "Retry-After" not in answer
    assert "没有保存" not in answer.content.decode()
    assert "您提交的内容已保存" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_form_that_was_refused_is_not_said_to_be_saved(desk, fails_after_the_commit):
    assert_told_to_come_back(desk.post(ADD, NEW | {"name": ""}))


@pytest.mark.urls("tests.core.api.sample")
@pytest.mark.django_db(transaction=True)
def test_no_program_is_told_that_what_it_saved_was_not_saved(handler, inspection, fails_after_the_commit, monkeypatch):
    monkeypatch.setattr("tests.core.api.sample.handler500", "core.api.outside.failed", raising=False)
    client = Client(raise_request_exception=False, headers={"Authorization": f"Token {issue_token(handler)[1]}"})
    answer = client.post(f"/api/v1/inspections/{inspection.pk}/leave/", {}, content_type="application/json")
    inspection.refresh_from_db()
    assert inspection.status == "reporting"
    assert answer.status_code == 500
    assert answer.json()["code"] == "saved"


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_nobody_answers_is_in_doubt(desk, monkeypatch):
    def commit(self):
        self.close()
        raise psycopg.OperationalError("the connection is lost")

    monkeypatch.setattr(psycopg.Connection, "commit", commit)
    answer = desk.post(ADD, NEW)
    connection.close()
    assert answer.status_code == 500
    assert "是否已保存" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_task_that_cannot_be_sent_does_not_undo_what_was_asked_for(desk, monkeypatch):
    def fail(*args, **options):
        raise ConnectionError

    monkeypatch.setattr("celery.app.task.Task.apply_async", fail)
    assert desk.post("/reports/monthly/", {"month": "2026-10"}).status_code == 302


@pytest.mark.parametrize(
    ("sql", "does"),
    [
        ('INSERT INTO "rounds_round" DEFAULT VALUES', True),
        ('  update "rounds_round" set number = 1', True),
        ('WITH beside AS (INSERT INTO core_notice (id) VALUES (1)) UPDATE "rounds_round" SET a = 1', True),
        ("WITH found AS (SELECT 1 FOR UPDATE) SELECT * FROM found", False),
        ('SELECT "rounds_round"."id" FROM "rounds_round" FOR UPDATE', False),
        ('INSERT INTO "core_access" (id) VALUES (1)', False),
    ],
)
def test_which_statements_write_what_somebody_sent(sql, does):
    assert writes(sql) is does
