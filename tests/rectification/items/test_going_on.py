"""基本完成: not closed out; it goes on, and past its day the worklist asks for a new one."""

from datetime import date

import pytest

from core.workflow.steps import steps_for
from core.worklist.duties import duties_of
from rectification.changes.services import accept_change, apply_change, refuse_change
from rectification.closing.conditions import why_not_apply
from rectification.items.services import report_progress
from rectification.models import Item
from tests.rectification.conftest import evidence

DUE, LATER = date(2026, 12, 1), date(2027, 1, 15)


@pytest.fixture
def mostly(item, liaison):
    """Reported as basically completed while its day was still to come."""
    report_progress(item, text="已见成效", completion="mostly", by=liaison, files=[evidence()], on=date(2026, 11, 20))
    return item


@pytest.fixture
def passed(mostly, clock):
    clock.set("2026-12-02 09:00")
    return mostly


def lines(user):
    return [duty.title for duty in duties_of(user)]


def asks_for_day(item):
    return f"申请第{item.number}项的新完成时限（基本完成，已到期）"


def rectifies(item):
    return f"整改第{item.number}项问题并销号"


def primary_steps(item, user):
    return {step.name for step in steps_for(Item.objects.get(pk=item.pk), user) if step.primary}


def test_until_its_day_it_is_rectified(mostly, liaison):
    assert rectifies(mostly) in lines(liaison)
    assert asks_for_day(mostly) not in lines(liaison)


def test_past_its_day_a_new_one_is_asked_for(passed, liaison, secretary):
    for user in (liaison, secretary):
        assert asks_for_day(passed) in lines(user)
        assert rectifies(passed) not in lines(user)
    assert "apply_change" in primary_steps(passed, liaison)
    assert "progress" not in primary_steps(passed, liaison)


def test_nobody_else_is_asked(passed, office, leader, division, other_secretary):
    for user in (office, leader, division, other_secretary):
        assert asks_for_day(passed) not in lines(user)


def test_while_the_office_decides_it_waits_and_then_goes_on(passed, liaison, office, clock):
    apply_change(passed, "尚需三次复查", due_on=LATER, by=liaison)
    assert asks_for_day(passed) not in lines(liaison)
    refuse_change(passed, "理由不充分", by=office)
    assert asks_for_day(passed) in lines(liaison)
    apply_change(passed, "设备尚未到货", due_on=LATER, by=liaison)
    accept_change(passed, "同意", by=office)
    assert asks_for_day(passed) not in lines(liaison)
    assert rectifies(passed) in lines(liaison)
    clock.set("2027-01-18 09:00")
    assert asks_for_day(passed) in lines(liaison)


def test_what_is_completed_is_applied_for_instead(passed, liaison):
    report_progress(passed, text="全部完成", completion="done", by=liaison, files=[evidence()], on=date(2026, 12, 2))
    assert asks_for_day(passed) not in lines(liaison)
    assert rectifies(passed) in lines(liaison)


def test_a_new_day_closes_nothing_out(passed, liaison, office):
    apply_change(passed, "尚需复查", due_on=LATER, by=liaison)
    accept_change(passed, "同意", by=office)
    assert "基本完成" in why_not_apply(Item.objects.get(pk=passed.pk))
