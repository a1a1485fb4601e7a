"""What the beat sends is known to the worker, and only as JSON; the beat itself knows nothing but when."""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from celery import Celery
from celery.beat import PersistentScheduler, Scheduler
from celery.utils.imports import symbol_by_name
from django.conf import settings
from kombu.exceptions import OperationalError

from config import clock
from config.celery import app
from config.scheduler import PatientScheduler

AT_ITS_START = """
import json, sys
from datetime import timedelta
from config.beat import app
from celery.beat import Service

sent = []
service = Service(app, scheduler_cls=app.conf.beat_scheduler)
service.scheduler.apply_async = lambda entry, **options: sent.append(entry.task)
while service.scheduler.tick() == 0:
    pass
heavy = [name for name in ("django.apps", "django.db", "core.models", "openpyxl") if name in sys.modules]
print(json.dumps({"sent": sent, "heavy": heavy, "broker": app.conf.broker_url}))
"""


@pytest.fixture(scope="module")
def beat():
    """What a beat does when it starts, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", AT_ITS_START],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_every_scheduled_task_exists():
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert scheduled
    assert scheduled <= set(app.tasks)


def test_messages_carry_no_code_and_survive_a_lost_worker():
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.broker_transport_options["visibility_timeout"] > app.conf.task_time_limit


def test_the_beat_loads_nothing_of_the_program(beat):
    assert beat["heavy"] == []


def test_it_sends_to_where_the_workers_listen(beat):
    assert beat["broker"] == app.conf.broker_url


def test_at_its_start_it_sends_all_that_may_have_been_missed(beat):
    assert sorted(beat["sent"]) == sorted(entry["task"] for entry in clock.SCHEDULE.values())


def test_it_keeps_nothing_on_disk():
    assert symbol_by_name(app.conf.beat_scheduler) is PatientScheduler
    assert not issubclass(PatientScheduler, PersistentScheduler)


@pytest.fixture
def scheduler(monkeypatch):
    """A scheduler of what is sent every few minutes, whose clock `scheduler.set` puts right; what it has `sent`."""
    beat = Celery("of a test", set_as_current=False)
    beat.conf.beat_schedule = {
        name: entry for name, entry in clock.SCHEDULE.items() if isinstance(entry["schedule"], timedelta)
    }
    made = PatientScheduler(beat)
    made.sent, made.producer = [], None  # it asks no broker
    made.apply_async = lambda entry, **options: made.sent.append(entry.task)

    def put_right(now):
        monkeypatch.setattr(beat, "now", lambda: now)
        monkeypatch.setattr("config.scheduler.time.time", now.timestamp)

    def sent_now():
        del made.sent[:]
        while made.tick() == 0:
            pass
        return sorted(made.sent)

    made.put_right, made.sent_now = put_right, sent_now
    return made


@pytest.mark.parametrize("by", [timedelta(days=1), timedelta(days=-1), timedelta(minutes=-20)])
def test_nothing_waits_for_a_clock_that_is_put_right(scheduler, by):
    now = datetime(2026, 11, 30, 15, 59, tzinfo=UTC)
    scheduler.put_right(now)
    every = scheduler.sent_now()
    assert len(every) == len(scheduler.schedule)
    assert scheduler.sent_now() == []
    scheduler.put_right(now + by)
    assert scheduler.sent_now() == every
    assert scheduler.sent_now() == []


def test_what_a_broker_did_not_take_for_a_day_is_sent_once_it_is_back(scheduler, monkeypatch):
    """Also what is sent once a night: a day later would be too late for it."""
    del scheduler.apply_async  # of the fixture
    every = {entry["task"] for entry in clock.SCHEDULE.values()}
    taken, is_away = [], True

    def send(scheduler, entry, **options):
        if is_away:
            raise OperationalError("the broker is away")
        taken.append(entry.task)

    monkeypatch.setattr(Scheduler, "apply_async", send)
    scheduler.app.conf.beat_schedule = clock.SCHEDULE
    scheduler.setup_schedule()
    began = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
    for minute in range(0, 24 * 60, 10):
        scheduler.put_right(began + timedelta(minutes=minute))
        scheduler.sent_now()
    is_away = False
    scheduler.put_right(began + timedelta(days=1, minutes=2))
    scheduler.sent_now()
    assert set(taken) == every
    assert Counter(taken).most_common(1)[0][1] == 1


def test_a_broker_that_is_away_is_not_asked_without_rest(scheduler, monkeypatch):
    del scheduler.apply_async
    asked = []

    def send(scheduler, entry, **options):
        asked.append(entry.task)
        raise OperationalError("the broker is away")

    monkeypatch.setattr(Scheduler, "apply_async", send)
    for second in range(0, 60, 5):
        scheduler.put_right(datetime(2026, 11, 30, 0, 0, second, tzinfo=UTC))
        scheduler.sent_now()
    assert len(asked) <= len(scheduler.schedule) + 1, "take-up is due again after half a minute"
