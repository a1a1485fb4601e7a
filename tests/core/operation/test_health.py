"""What load balancers and whoever watches the installation ask."""

import socket
import threading
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic

import pytest
import redis
from django.conf import settings as site
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from core.models import Digest, LastRun
from core.models.runs import Work
from core.operation import readiness
from core.operation.probes import Probe, ask
from core.operation.readiness import missing_migrations, words_of_readiness, words_of_regular_work

IN_TIME = 3.0
"""Seconds within which it is said that a server hangs."""


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Each test asks anew."""
    monkeypatch.setattr(readiness, "_database", Probe(readiness.look_at_database, {"database": "failed"}))
    monkeypatch.setattr(readiness, "_redis", Probe(readiness.look_at_redis, {"redis": "failed"}))


@contextmanager
def silent_server():
    """A server that takes connections and says nothing, as one that was stopped does."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(16)
        yield server.getsockname()[1]


def test_a_process_is_alive_without_asking_any_database(client):
    response = client.get("/healthz/")  # a test without a mark has no database
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.parametrize("address", ["/healthz/", "/readyz/"])
def test_whoever_asks_by_number_is_answered(address, client, settings, transactional_db):
    settings.ALLOWED_HOSTS = ["inspection.city"]
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(address, headers={"host": "10.0.0.7:8000"}).status_code == 200
    assert client.get("/login/", headers={"host": "10.0.0.7:8000"}).status_code == 400


def test_the_answer_bears_the_headers_of_every_page(client):
    headers = client.get("/healthz/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Request-Id"]


def test_nothing_but_reading_is_answered(client):
    assert client.post("/healthz/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_an_installation_in_order_says_so_of_each_thing(client):
    response = client.get("/readyz/")
    lines = response.content.decode().splitlines()
    assert response.status_code == 200
    assert {line.split()[1] for line in lines} == {"ok"}
    told = {line.split()[0] for line in lines}
    assert told == {"database", "schema", "redis", *readiness_of_works()}


def readiness_of_works():
    return set(Work) - {Work.READINESS, Work.VERIFY_TRAIL, Work.BACKUP}


@pytest.mark.django_db(transaction=True)
def test_it_writes_a_row_each_time():
    words_of_readiness()
    before = LastRun.objects.get(work=Work.READINESS).times
    ask(Probe(readiness.look_at_database, {}))
    assert LastRun.objects.get(work=Work.READINESS).times == before + 1


@pytest.mark.django_db(transaction=True)
def test_what_is_late_makes_it_unready(client, settings):
    settings.NIGHTLY_EXPECTED = True
    LastRun.objects.filter(work=Work.BACKUP).update(succeeded_at=timezone.now() - timedelta(days=40_000))
    response = client.get("/readyz/")
    assert response.status_code == 503
    assert "backup late\n" in response.content.decode()
    assert "verify_trail ok\n" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_takes_no_writes_has_failed(client):
    name = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    try:
        response = client.get("/readyz/")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
    assert response.status_code == 503
    assert "database failed\n" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_table_that_is_locked_is_no_reason_to_wait(client):
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("BEGIN; LOCK TABLE core_lastrun")
        began = monotonic()
        response = client.get("/readyz/")
        took = monotonic() - began
        cursor.execute("ROLLBACK")
    assert (response.status_code, took < IN_TIME) == (503, True)
    assert "database failed\n" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_hangs_is_told_in_time(client, monkeypatch):
    with silent_server() as port:
        monkeypatch.setitem(site.DATABASES["default"], "HOST", "127.0.0.1")
        monkeypatch.setitem(site.DATABASES["default"], "PORT", port)
        began = monotonic()
        response = client.get("/readyz/")
        took = monotonic() - began
    assert (response.status_code, took < IN_TIME) == (503, True)
    assert response.content.decode() == "database failed\nredis ok\n"


@pytest.mark.django_db(transaction=True)
def test_a_redis_that_hangs_is_told_in_time(client, settings):
    with silent_server() as port:
        settings.REDIS_URL = f"redis://127.0.0.1:{port}/0"
        began = monotonic()
        response = client.get("/readyz/")
        took = monotonic() - began
    assert (response.status_code, took < IN_TIME) == (503, True)
    assert "redis failed\n" in response.content.decode()


def test_a_redis_that_takes_no_value_has_failed(monkeypatch):
    def refuse(*args, **kwargs):
        raise redis.ResponseError("OOM command not allowed")

    monkeypatch.setattr(redis.Redis, "set", refuse)
    assert readiness.look_at_redis() == {"redis": "failed"}


def test_who_asks_while_an_answer_is_awaited_waits_for_the_same(monkeypatch):
    asked, go_on = [], threading.Event()

    def look():
        asked.append(1)
        go_on.wait(5)
        return {"it": "ok"}

    probe = Probe(look, {"it": "failed"})
    monkeypatch.setattr("core.operation.probes.PATIENCE", 0.05)
    assert ask(probe) == ask(probe) == {"it": "failed"}
    go_on.set()
    monkeypatch.setattr("core.operation.probes.PATIENCE", 5)
    assert ask(probe) == {"it": "ok"}
    assert asked == [1]


@pytest.mark.django_db
def test_the_tables_are_those_of_this_program():
    assert missing_migrations() == set()
    assert readiness._migrations() == set(MigrationLoader(None).disk_migrations)


@pytest.mark.django_db
def test_a_migration_that_was_not_applied_is_missed(monkeypatch):
    monkeypatch.setattr(readiness, "_migrations", lambda: {("core", "9999_later")})
    assert missing_migrations() == {("core", "9999_later")}


@pytest.mark.django_db(transaction=True)
def test_tables_of_an_earlier_program_are_told_as_such(client, monkeypatch):
    monkeypatch.setattr(readiness, "_migrations", lambda: {("core", "9999_later")})
    response = client.get("/readyz/")
    assert response.status_code == 503
    assert response.content.decode() == "database ok\nschema failed\nredis ok\n"


def test_a_role_that_must_not_serve_is_a_failure(monkeypatch, transactional_db):
    def refuse():
        raise ImproperlyConfigured("DATABASE_URL names a superuser.")

    monkeypatch.setattr(readiness, "missing_migrations", refuse)
    assert words_of_readiness()["database"] == "failed"


class TestRegularWork:
    """When a word is ok, late or failed."""

    pytestmark = pytest.mark.django_db

    @pytest.fixture(autouse=True)
    def limits(self, settings):
        settings.SWEEP_LATE, settings.NIGHTLY_LATE = timedelta(minutes=30), timedelta(hours=36)
        LastRun.objects.update(since=timezone.now())

    def went_well(self, work, ago):
        at = timezone.now() - ago
        LastRun.objects.filter(work=work).update(ended_at=at, succeeded_at=at, since=at)

    def test_what_never_ran_is_late_after_its_time(self):
        assert words_of_regular_work()[Work.REMIND] == "ok"
        LastRun.objects.update(since=timezone.now() - timedelta(minutes=31))
        words = words_of_regular_work()
        assert (words[Work.REMIND], words[Work.SWEEP_API]) == ("late", "ok")

    @pytest.mark.parametrize(("work", "minutes"), [(Work.ANCHOR_TRAIL, 30), (Work.SWEEP_API, 36 * 60)])
    def test_it_is_late_when_it_went_well_too_long_ago(self, work, minutes):
        self.went_well(work, timedelta(minutes=minutes - 1))
        assert words_of_regular_work()[work] == "ok"
        self.went_well(work, timedelta(minutes=minutes + 1))
        assert words_of_regular_work()[work] == "late"

    def test_what_failed_the_last_time_says_so(self):
        LastRun.objects.filter(work=Work.REMIND).update(cause="ENOSPC")
        assert words_of_regular_work()[Work.REMIND] == "failed"

    def test_backup_and_verification_are_asked_for_where_they_are_expected(self, settings):
        assert not {Work.BACKUP, Work.VERIFY_TRAIL} & words_of_regular_work().keys()
        settings.NIGHTLY_EXPECTED = True
        assert {Work.BACKUP, Work.VERIFY_TRAIL} <= words_of_regular_work().keys()

    def test_no_mail_for_days_is_no_lateness(self):
        self.went_well(Work.MAIL, timedelta(days=9))
        assert words_of_regular_work()[Work.MAIL] == "ok"

    def test_mails_that_nobody_takes_up_are_late(self, office, clock):
        clock.set("2026-11-23 10:00")
        self.went_well(Work.MAIL, timedelta(hours=2))
        due = timezone.now() - timedelta(minutes=61)
        Digest.objects.create(recipient=office, on=timezone.localdate(), next_attempt_at=due)
        assert words_of_regular_work()[Work.MAIL] == "late"
