"""What is owed in the ledgers runs by the day it was fixed on, and rests while it lies with the other side."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.workdays.reckoning import Unit
from personnel.reminders.sweep import sweep
from rectification import duties
from rectification.closing.services import return_item
from rounds.deadlines.rules import due_on
from rounds.deadlines.stating import set_deadline_rule
from rounds.models import Obligation

from .conftest import DELIVERED


def test_a_day_gone_by_keeps_its_rule(office, delivered):
    """The plan is owed once both receipts are signed, but counted from the delivery, by the rule of that day."""
    with pytest.raises(ValidationError, match="今天"):
        set_deadline_rule(duties.FILE_PLAN, amount=1, unit=Unit.DAYS, effective_from=DELIVERED, source="", by=office)
    assert due_on(duties.FILE_PLAN, DELIVERED) == date(2026, 9, 21)


def test_an_item_awaiting_the_office_is_not_urged(applied, liaison):
    """From the application to the decision it is the office that owes."""
    owed = Obligation.objects.get(node=duties.RECTIFY_ITEM, subject_id=applied.pk)
    sweep(date(2026, 11, 30))
    assert owed.paused_on == date(2026, 10, 8)
    assert not owed.reminders.exists()


def test_an_item_returned_is_urged_again(applied, office, liaison):
    return_item(applied, "整改不到位", by=office, on=date(2026, 10, 12))
    owed = Obligation.objects.get(node=duties.RECTIFY_ITEM, subject_id=applied.pk)
    sweep(date(2026, 11, 30))
    assert owed.paused_on is None
    assert owed.reminders.filter(recipient=liaison).exists()


@pytest.mark.parametrize("stage", ["delivered", "signed", "filed"])
def test_an_item_whose_plan_is_awaited_is_urged(stage, request, liaison):
    """Its day was fixed at the delivery and runs while the plan is written and reviewed."""
    request.getfixturevalue(stage)
    at_once = Obligation.objects.get(node=duties.RECTIFY_ITEM, due_on=date(2026, 10, 1))
    sweep(date(2026, 10, 2))
    assert at_once.reminders.filter(recipient=liaison, threshold=-1).exists()
