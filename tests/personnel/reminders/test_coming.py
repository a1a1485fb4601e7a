"""Reminders to come: what the sweeps of the days ahead will write, told before."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from core.access.roles import Role
from findings.duties import ANSWER_TRANSFER
from personnel.models import ComingReminder, Reminder, ReminderRule
from personnel.reminders.seats import with_told
from personnel.reminders.sweep import sweep
from rectification import duties
from rounds.deadlines import obligations
from tests.factories import ItemFactory, ObligationFactory, PersonFactory, RecusalFactory, UserFactory

ON = date(2026, 11, 20)
LIST = reverse("personnel:reminders_to_come")


def after(days):
    return ON + timedelta(days=days)


@pytest.fixture
def owed(item):
    return ObligationFactory(item=item, title="整改第3项", titles={"en": "Rectify item 3"}, due_on=after(12))


def coming(on=ON, days=30):
    return {(row.day, row.threshold): row.told for row in with_told(ComingReminder.objects.within(on, days))}


@pytest.mark.usefixtures(
    "liaison", "secretary", "division", "office", "leadinggroup", "handler", "leader", "discipline"
)
def test_the_sweeps_of_thirty_days_write_just_what_was_told(item, inspection, discipline, liaison):
    for number, (node, due) in enumerate(
        [(duties.RECTIFY_ITEM, 12), (duties.SIGN_RECEIPTS, 3), (duties.FILE_PLAN, -5)]
    ):
        other = ItemFactory(hand_over=item.hand_over, number=10 + number)
        ObligationFactory(item=other, node=node, from_on=after(-40), due_on=after(due))
    for number, days in enumerate((1, 25, 31, 55)):
        other = ItemFactory(hand_over=item.hand_over, number=20 + number)
        ObligationFactory(item=other, node=duties.DECIDE_CLOSE_OUT, organization=None, due_on=after(days))
    answer = {"node": ANSWER_TRANSFER, "organization": None, "body": discipline.body}
    ObligationFactory(item=item, due_on=after(4), **answer)
    aside = PersonFactory()
    UserFactory(person=aside, roles=[Role.OFFICE])
    RecusalFactory(person=aside, organization=inspection.organization)
    paused = ItemFactory(hand_over=item.hand_over, number=30)
    ObligationFactory(item=paused, due_on=after(9))
    obligations.pause(duties.RECTIFY_ITEM, paused, ON)
    sweep(ON)
    before = set(Reminder.objects.values_list("pk", flat=True))
    told = {
        (row.day, row.obligation_id, row.threshold, name)
        for row in with_told(ComingReminder.objects.within(ON, 30))
        for name in row.told
    }
    written = set()
    for days in range(1, 31):
        sweep(after(days))
        for row in Reminder.objects.exclude(pk__in=before).select_related("recipient"):
            written.add((after(days), row.obligation_id, row.threshold, row.recipient.name))
            before.add(row.pk)
    assert len(told) > 25
    assert told == written


def test_what_a_sweep_of_today_has_not_written_is_told_until_it_has(owed, liaison):
    assert coming(after(2)) == {
        (after(2), 10): [liaison.name],
        (after(9), 3): [liaison.name],
        (after(12), 0): [liaison.name],
        (after(13), -1): [liaison.name],
        (after(19), -7): [liaison.name],
    }
    sweep(after(2))
    assert (after(2), 10) not in coming(after(2))


def test_what_is_done_is_not_reminded_of(owed, item, liaison):
    obligations.meet(duties.RECTIFY_ITEM, item, ON)
    assert coming() == {}


def test_nobody_is_told_where_nobody_stands_for_who_owes_it(owed):
    assert coming()[(after(2), 10)] == []


def test_without_rules_nothing_is_to_come(owed, liaison):
    ReminderRule.objects.all().delete()
    assert coming() == {}


@pytest.mark.parametrize(("who", "status"), [("office", 200), ("liaison", 403), ("division", 403), ("leader", 403)])
def test_the_list_is_the_offices(owed, browse, request, who, status):
    assert browse(request.getfixturevalue(who)).get(LIST).status_code == status


def test_the_list_says_when_what_why_and_whom(owed, liaison, office, browse, clock):
    clock.set("2026-11-20 09:00")
    page = browse(office).get(LIST).text
    assert "整改第3项" in page
    assert "到期前10天" in page
    assert liaison.name in page


def test_a_reminder_about_a_lead_is_told_to_those_who_may_read_leads(item, office, handler, discipline, browse, clock):
    clock.set("2026-11-20 09:00")
    answer = {"node": ANSWER_TRANSFER, "organization": None, "body": discipline.body, "is_confidential": True}
    ObligationFactory(item=item, due_on=after(4), title="回告线索", **answer)
    assert "回告线索" not in browse(office).get(LIST).text
    assert ComingReminder.objects.visible_to(handler).exists()


def test_the_command_tells_the_kind_and_never_the_title(owed, liaison):
    out = StringIO()
    call_command("remind", on=ON, ahead=30, stdout=out)
    assert out.getvalue().splitlines()[0] == f"2026-11-22：问题整改，{owed.owner}，到期前10天：{liaison.name}"
    assert not Reminder.objects.exists()
