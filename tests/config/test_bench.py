"""The benchmarks keep running: those without a web server, on a handful of rows."""

import json

from config.bench.cases import monthly_workbook, reminder_sweep
from core.workdays.reckoning import today
from personnel.models import Reminder
from tests.factories import HandOverFactory, ItemFactory, ObligationFactory


def test_the_sweep_is_measured_and_leaves_nothing(liaison, inspection):
    hand_over = HandOverFactory(inspection=inspection, status="rectifying", delivered_on=today())
    ObligationFactory(item=ItemFactory(hand_over=hand_over), from_on=today(), due_on=today())
    line = json.loads(reminder_sweep(1).as_line())
    assert line["reminders"] == 1
    assert not Reminder.objects.exists()


def test_the_workbook_is_measured(transactional_db):
    line = json.loads(monthly_workbook(1).as_line())
    assert line["cells"] > 0
