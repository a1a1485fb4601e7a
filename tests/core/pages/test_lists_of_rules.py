"""The short lists that the keepers of rules see cost the same however long they grow."""

from datetime import timedelta

import pytest

from core.models import CalendarDay
from core.workdays.reckoning import today
from personnel.models import ReminderRule
from rectification import duties
from rounds.models import DeadlineRule

MANY = 50


def add_days(start, amount):
    CalendarDay.objects.bulk_create(
        CalendarDay(day=start + timedelta(days=2000 + n), is_workday=False, name="休") for n in range(amount)
    )


def add_deadline_rules(start, amount):
    DeadlineRule.objects.bulk_create(
        DeadlineRule(node=duties.FILE_PLAN, amount=5, unit="days", effective_from=start + timedelta(days=1 + n))
        for n in range(amount)
    )


def add_reminder_rules(start, amount):
    ReminderRule.objects.bulk_create(
        ReminderRule(days_left=100 + n, audience=ReminderRule.Audience.OWNER) for n in range(amount)
    )


@pytest.mark.parametrize(
    ("address", "model", "add"),
    [
        ("/calendar/days/", CalendarDay, add_days),
        ("/deadline-rules/", DeadlineRule, add_deadline_rules),
        ("/reminder-rules/", ReminderRule, add_reminder_rules),
    ],
)
def test_a_list_costs_the_same_with_one_row_and_with_fifty(
    browse, office, django_assert_max_num_queries, address, model, add
):
    client = browse(office)
    for amount in (1, MANY):
        model.objects.all().delete()
        add(today(), amount)
        with django_assert_max_num_queries(6):
            assert client.get(address).status_code == 200
