"""Digests leave the house in working hours, by the working calendar."""

from datetime import date

import pytest
from django.core import mail

from core.models import CalendarDay, Digest
from core.models.runs import Work
from core.notices.digests import deliver_digests
from core.notices.services import tell
from core.operation.readiness import words_of_regular_work
from core.operation.runs import note_run
from tests.guards.routes import client_of

pytestmark = pytest.mark.django_db

WEEKEND_WORKED = date(2026, 11, 28)  # a Saturday


@pytest.fixture
def sent_at(alice, clock):
    """`sent_at("2026-11-23 08:00")`: how many mails went out at that moment, with something to tell since the day."""

    def send(moment: str) -> int:
        clock.set(moment)
        tell([alice], kind="test", subject="hello")
        return deliver_digests().sent

    return send


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23 00:30", False),
        ("2026-11-23 07:59", False),
        ("2026-11-23 08:00", True),
        ("2026-11-23 17:59", True),
        ("2026-11-23 18:00", False),
        ("2026-11-23 23:30", False),
        ("2026-11-28 10:00", False),  # Saturday
        ("2026-10-01 10:00", False),  # National Day, a Thursday
        ("2026-10-10 10:00", True),  # a Saturday worked in its stead, the last day of that week
        ("2026-10-11 10:00", False),
        ("2028-02-29 10:00", True),  # Tuesday of a leap year that has no table
        ("2028-02-29 23:30", False),
        ("2032-02-29 10:00", False),  # Sunday
        ("2030-10-01 10:00", True),  # no table: Tuesday
    ],
)
def test_they_go_out_in_working_hours_alone(sent_at, moment, is_open):
    assert sent_at(moment) == is_open


def test_the_office_may_say_other_hours_and_every_day(sent_at, settings):
    settings.DIGEST_HOURS, settings.DIGEST_DAYS = (0, 24), "all"
    assert sent_at("2026-11-28 23:30") == 1


def test_a_weekend_that_is_worked_counts_from_the_moment_it_is_entered(sent_at):
    assert sent_at("2026-11-28 10:00") == 0
    CalendarDay.objects.create(day=WEEKEND_WORKED, is_workday=True, name="调休")
    assert sent_at("2026-11-28 10:05") == 1


def test_what_waited_for_the_weekend_goes_out_once_on_monday(sent_at, clock):
    assert [sent_at(f"2026-11-{day} 10:00") for day in (28, 29)] == [0, 0]
    clock.set("2026-11-30 08:00")
    assert deliver_digests().sent == 1
    assert mail.outbox[0].body.count("- hello") == 2


@pytest.mark.parametrize(
    ("moment", "word"), [("2026-11-23 23:30", "ok"), ("2026-11-24 08:30", "ok"), ("2026-11-24 09:30", "late")]
)
def test_a_mail_waits_for_the_morning_and_is_late_by_working_hours_alone(alice, clock, moment, word):
    note_run(Work.MAIL)
    due = clock.set("2026-11-23 17:55")
    Digest.objects.create(recipient=alice, on=date(2026, 11, 23), next_attempt_at=due)
    clock.set(moment)
    assert words_of_regular_work()["mail"] == word


@pytest.mark.parametrize(("moment", "says"), [("2026-11-23 10:00", False), ("2030-11-25 10:00", True)])
def test_who_keeps_the_system_running_reads_when_and_whether_days_are_guessed(sysadmin, clock, moment, says):
    clock.set(moment)
    page = client_of(sysadmin).get("/operation/").content.decode()
    assert "通知摘要在工作日8:00至18:00之间发出。" in page
    assert ("2030" in page and "按周一至周五" in page) is says
