"""A rule of reminders is shown before it is saved, and reminds of nothing that has passed."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.access.roles import Role
from core.models import Notice
from personnel.models import ComingReminder, Reminder, ReminderRule
from personnel.reminders.foreseen import outlook
from personnel.reminders.rules import drop_reminder_rule, set_reminder_rule
from personnel.reminders.seats import with_told
from personnel.reminders.sweep import sweep
from rectification import duties
from rounds.models import Obligation
from tests.factories import ItemFactory, ObligationFactory, PersonFactory, RecusalFactory, UserFactory

ON = date(2026, 11, 23)
TOMORROW = ON + timedelta(days=1)
ADD = reverse("personnel:reminder_rule_add")


def owed(item, number, days):
    """Something due so many days after today."""
    other = ItemFactory(hand_over=item.hand_over, number=number)
    title = {"title": f"整改第{number}项", "titles": {"en": f"Rectify item {number}"}}
    return ObligationFactory(item=other, from_on=ON - timedelta(days=200), due_on=ON + timedelta(days=days), **title)


def rule_at(days_left):
    return ReminderRule.objects.standing().get(days_left=days_left)


def written(first, last):
    """The reminders that the sweeps of these days write, as (duty, threshold, recipient)."""
    before = set(Reminder.objects.values_list("pk", flat=True))
    for days in range((last - first).days + 1):
        sweep(first + timedelta(days=days))
    rows = Reminder.objects.exclude(pk__in=before)
    return sorted(rows.values_list("obligation", "threshold", "recipient__username"))


@pytest.mark.usefixtures("liaison", "secretary", "division")
class TestWhatHasPassed:
    @pytest.mark.parametrize("days_left", [15, 5, -2, -60])
    def test_a_threshold_added_reminds_of_nothing_that_passed_it(self, item, office, days_left):
        for number, days in enumerate((12, 4, -5, -100)):
            owed(item, 10 + number, days)
        sweep(ON)
        set_reminder_rule(days_left, "division", by=office)
        assert written(ON, ON) == []
        foreseen = {row.pk for row in Obligation.objects.filter(due_on__gte=TOMORROW + timedelta(days=days_left))}
        later = written(TOMORROW, ON + timedelta(days=200))
        assert {duty for duty, threshold, _told in later if threshold == days_left} == foreseen

    def test_a_wider_audience_is_told_of_nothing_that_passed(self, item, office, division):
        passed, coming = owed(item, 10, 8), owed(item, 11, 11)
        sweep(ON)
        set_reminder_rule(10, "division", by=office)
        told = written(ON, TOMORROW)
        assert {duty for duty, _threshold, _told in told} == {coming.pk}
        assert passed.reminders.filter(threshold=10).exists()

    def test_a_threshold_taken_away_brings_no_earlier_one_back(self, item, office):
        resumed = owed(item, 10, 9)
        sweep(ON)
        assert set(resumed.reminders.values_list("threshold", flat=True)) == {10}
        drop_reminder_rule(rule_at(10), by=office)
        assert written(ON, TOMORROW) == []

    def test_what_a_broken_worker_missed_before_the_change_is_told_by_the_rule_of_then(self, item, office, liaison):
        missed = owed(item, 10, 9)
        drop_reminder_rule(rule_at(10), by=office)
        assert {(duty, threshold) for duty, threshold, _told in written(TOMORROW, TOMORROW)} == {(missed.pk, 10)}

    def test_two_changes_of_a_day_leave_one_rule(self, item, office):
        set_reminder_rule(10, "owner", by=office)
        set_reminder_rule(10, "division", by=office)
        assert [(rule.audience, rule.since, rule.until) for rule in ReminderRule.objects.filter(days_left=10)] == [
            ("division", TOMORROW, None),
            ("superior", None, TOMORROW),
        ]
        drop_reminder_rule(rule_at(10), by=office)
        assert not ReminderRule.objects.standing().filter(days_left=10).exists()
        owed(item, 10, 11)
        assert {threshold for _duty, threshold, _told in written(ON, TOMORROW)} == {20}

    def test_nobody_gets_a_notice_because_a_rule_was_changed(self, item, office):
        for number in range(5):
            owed(item, 10 + number, -3 * number)
        sweep(ON)
        notices = Notice.objects.count()
        for days_left in (-1, -7, -30):
            drop_reminder_rule(rule_at(days_left), by=office)
            set_reminder_rule(days_left - 1, "division", by=office)
        sweep(ON)
        assert Notice.objects.count() == notices


@pytest.mark.usefixtures("liaison", "secretary", "division")
class TestBeforeItIsSaved:
    @pytest.mark.parametrize(("days_left", "audience"), [(15, "division"), (10, "owner"), (10, "secretary"), (0, "")])
    def test_it_says_what_the_sweeps_then_write(self, item, office, inspection, days_left, audience):
        aside = PersonFactory()
        UserFactory(person=aside, roles=[Role.OFFICE])
        RecusalFactory(person=aside, organization=inspection.organization)
        for number, days in enumerate((3, 11, 14, 20, 31, 46, 80, -5)):
            owed(item, 10 + number, days)
        decided = {"node": duties.DECIDE_CLOSE_OUT, "organization": None, "from_on": ON - timedelta(days=200)}
        ObligationFactory(item=item, due_on=ON + timedelta(days=15), **decided)
        sweep(ON)
        told = outlook(days_left, audience, office)
        before = _coming(days_left)
        if audience:
            set_reminder_rule(days_left, audience, by=office)
        else:
            drop_reminder_rule(rule_at(days_left), by=office)
        after = _coming(days_left)
        assert (told.more, told.fewer) == (len(after - before), len(before - after))
        assert told.more + told.fewer > 0
        more, fewer = ({duty for duty, _name in rows} for rows in (after - before, before - after))
        assert (told.with_more, told.with_fewer) == (len(more), len(fewer))
        assert told.with_others == len(more & fewer)
        assert {row.obligation.pk for row in told.rows} == more | fewer
        assert written(TOMORROW, told.until) != []
        told_of = set(
            Reminder.objects.filter(threshold=days_left, written_at__isnull=False).values_list(
                "obligation", "recipient__name"
            )
        )
        assert after <= told_of

    def test_the_page_tells_first_and_saves_then(self, item, office, browse):
        duty = owed(item, 10, 16)
        owed(item, 11, 2)
        client = browse(office)
        typed = {"days_left": "15", "audience": "owner"}
        shown = client.post(ADD, typed).content.decode()
        assert "自2026-11-24起施行" in shown
        assert "有1项进行中的时限事项早已过了这个节点" in shown
        assert duty.title in shown
        assert not ReminderRule.objects.filter(days_left=15).exists()
        mark = re.search(r'name="foretold" value="(\w+)"', shown)[1]
        assert client.post(ADD, typed | {"foretold": mark}).status_code == 302
        assert rule_at(15).since == TOMORROW

    def test_a_rule_is_taken_away_once_its_page_was_seen(self, item, office, browse):
        owed(item, 10, 16)
        client, address = browse(office), reverse("personnel:reminder_rule_drop", args=[rule_at(10).pk])
        shown = client.get(address).content.decode()
        assert "整改第10项" in shown
        client.post(address)
        assert rule_at(10)
        client.post(address, {"foretold": re.search(r'name="foretold" value="(\w+)"', shown)[1]})
        assert not ReminderRule.objects.standing().filter(days_left=10).exists()
        assert client.get(address).status_code == 404

    def test_it_costs_the_same_for_one_duty_and_for_fifty(self, item, office, django_assert_max_num_queries):
        for amount in (1, 50):
            for number in range(amount):
                owed(item, 100 * amount + number, 20)
            with django_assert_max_num_queries(5):
                assert len(outlook(15, "owner", office).rows) == min(amount + (amount == 50), 10)


def _coming(days_left):
    rows = with_told(ComingReminder.objects.within(ON, 30)).filter(threshold=days_left)
    return {(row.obligation_id, name) for row in rows for name in row.told}
