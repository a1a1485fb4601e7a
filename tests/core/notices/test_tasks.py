"""What the worker runs for notices and the API."""

import pytest
from django.core import mail

from config.celery import app
from core import tasks
from core.notices.services import tell

pytestmark = pytest.mark.django_db


def test_the_worker_delivers_and_reports_numbers_only(alice, clock):
    clock.set("2026-11-23 08:00")
    tell([alice], kind="test", subject="hello")
    assert tasks.deliver_notices() == {"sent": 1, "failed": 0, "given_up": 0, "dropped": 0, "waiting": 0}
    assert len(mail.outbox) == 1


def test_the_worker_sweeps_what_the_api_left():
    assert tasks.sweep_api() == {"key": 0, "token": 0}


def test_the_beat_asks_for_both():
    asked = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert {"core.tasks.deliver_notices", "core.tasks.sweep_api"} <= asked
