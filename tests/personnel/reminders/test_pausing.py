"""暂停计时: what is owed is paused with a reason; nobody is reminded of it, and it runs again by a fair day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from rest_framework.test import APIClient

from core.access.reach import Refused
from core.batches.services import carry_out
from core.models import Batch, CalendarDay, Notice
from core.worklist.duties import duties_of, waiting_for
from personnel.models import ComingReminder, Recusal, Reminder, ReminderRule
from personnel.reminders.pausing import pause_duty, resume_duty
from personnel.reminders.seats import still_owed
from personnel.reminders.sweep import sweep
from personnel.reminders.urging import urge
from rectification import duties
from rectification.models import HandOver
from rounds.deadlines import obligations
from rounds.deadlines.standing_still import LONGEST, owed_after
from rounds.models import Obligation, Standstill
from tests.conftest import TODAY
from tests.factories import HandOverFactory, ItemFactory, ObligationFactory, PersonFactory, RecusalFactory, fresh
from tests.guards.counting import counted_here

LIST = reverse("personnel:obligations")
LATE = date(2026, 11, 20)
DUE = date(2026, 12, 1)
UNTIL = date(2026, 12, 7)
WEEK = timedelta(days=7)


@pytest.fixture
def owed(item):
    """A plan that an organization owes, by a rule in working days; due in six of them."""
    rule = {"node": duties.FILE_PLAN, "amount": 15, "unit": "workdays"}
    return ObligationFactory(item=item, from_on=date(2026, 11, 10), due_on=DUE, **rule)


@pytest.fixture
def late_item(item):
    """An item that an organization owes since three days; the day is the item's own."""
    return ObligationFactory(item=ItemFactory(hand_over=item.hand_over, number=4), due_on=LATE)


@pytest.fixture
def set_today(clock):
    return lambda day: clock.set(f"{day:%Y-%m-%d} 10:00")


@pytest.fixture
def api():
    def signed_in(user):
        client = APIClient()
        client.force_authenticate(user)
        return client

    return signed_in


def running(owed):
    return Obligation.objects.open().get(node=owed.node, subject_id=owed.subject_id)


class TestTheDay:
    @pytest.mark.parametrize(
        ("unit", "paused", "due", "runs", "moved"),
        [
            ("days", "2026-11-23", "2026-12-01", "2026-11-30", "2026-12-08"),
            ("months", "2026-11-23", "2026-12-01", "2026-11-30", "2026-12-08"),
            ("", "2026-11-23", "2026-11-23", "2026-11-30", "2026-11-30"),
            ("workdays", "2026-11-23", "2026-11-25", "2026-11-30", "2026-12-02"),
            ("workdays", "2026-11-23", "2026-11-25", "2026-11-28", "2026-12-02"),  # it runs again on a Saturday
            ("workdays", "2026-11-28", "2026-11-30", "2026-11-30", "2026-11-30"),  # paused over a weekend alone
        ],
    )
    def test_what_was_left_is_left_in_the_unit_of_the_rule(self, db, unit, paused, due, runs, moved):
        days = {"paused_on": date.fromisoformat(paused), "runs_on": date.fromisoformat(runs)}
        assert owed_after(date.fromisoformat(due), unit, **days).due_on == date.fromisoformat(moved)

    def test_a_holiday_within_the_pause_takes_nothing_away(self, db):
        CalendarDay.objects.create(day=date(2026, 11, 24), is_workday=False, name="假日")
        days = {"paused_on": date(2026, 11, 23), "runs_on": date(2026, 11, 30)}
        assert owed_after(date(2026, 11, 25), "workdays", **days).due_on == date(2026, 12, 1)

    @pytest.mark.parametrize("unit", ["days", "workdays"])
    def test_for_every_length_it_is_owed_after_it_runs_again_and_later_the_longer_it_rests(self, db, unit):
        for left in range(12):
            days = [
                owed_after(TODAY + timedelta(left), unit, paused_on=TODAY, runs_on=TODAY + timedelta(rested)).due_on
                for rested in range(15)
            ]
            assert days == sorted(days)
            assert all(day >= TODAY + timedelta(rested) for rested, day in enumerate(days))
            assert days[0] == TODAY + timedelta(left) or unit == "workdays"


class TestAtRest:
    def test_nobody_is_reminded_of_it_nor_urged_to_it(self, owed, office, liaison):
        assert sweep(dry_run=True).written == 1
        pause_duty(owed, "等待上级复核", by=office)
        assert sweep().written == 0
        assert running(owed) not in Obligation.objects.running()
        with pytest.raises(Refused):
            urge(running(owed), by=office)

    def test_what_was_written_before_is_void(self, owed, office, liaison):
        sweep()
        [reminder] = Notice.objects.filter(recipient=liaison, kind="reminder")
        assert Notice.objects.filter(still_owed(), pk=reminder.pk).exists()
        pause_duty(owed, "等待上级复核", by=office)
        assert not Notice.objects.filter(still_owed(), pk=reminder.pk).exists()
        assert not Notice.objects.unread().filter(pk=reminder.pk).exists()

    def test_it_is_no_line_of_what_is_late(self, late_item, office):
        assert any("整改第1项问题" in line.title for line in waiting_for(office))
        pause_duty(late_item, "等待法院判决", by=office)
        assert not any("整改第1项问题" in line.title for line in waiting_for(office))

    def test_it_has_a_word_of_its_own_and_no_light(self, late_item, office, liaison, browse):
        pause_duty(late_item, "等待法院判决", UNTIL, by=office)
        for user in (office, liaison):
            page = browse(user).get(LIST).content.decode()
            assert "暂停至2026-12-07" in page
            assert "已逾期3天" not in page
        assert not late_item.__class__.objects.get().is_overdue

    def test_the_worklist_of_who_owes_it_says_so_in_place_of_a_light(self, inspection, liaison, office, browse):
        delivered = {"inspection": inspection, "delivered_on": date(2026, 11, 10)}
        hand_over = HandOverFactory(**delivered, status=HandOver.Status.AWAITING_PLAN)
        item = ItemFactory(hand_over=hand_over, status="pending")
        owed = ObligationFactory(item=item, node=duties.FILE_PLAN, subject=hand_over)
        assert [(line.due_on, line.rests) for line in duties_of(liaison)] == [(DUE, False)]
        pause_duty(owed, "等待上级复核", by=office)
        assert [(line.due_on, line.rests) for line in duties_of(liaison)] == [(None, True)]
        assert "暂停计时" in browse(liaison).get("/").text

    def test_lists_find_it_by_a_filter(self, late_item, owed, office, browse):
        pause_duty(late_item, "等待法院判决", by=office)

        def keys(query):
            return {row.pk for row in browse(office).get(f"{LIST}?{query}").context["table"].data.data}

        assert keys("paused=true") == {late_item.pk}
        assert keys("paused=false") == {owed.pk}
        assert keys("light=red") == set()

    def test_who_owes_it_is_told_with_the_reason(self, owed, office, liaison, secretary):
        pause_duty(owed, "等待上级复核", UNTIL, by=office)
        notices = Notice.objects.filter(kind="obligation.paused")
        assert {notice.recipient for notice in notices} == {liaison, secretary}
        assert {notice.body for notice in notices} == {"等待上级复核"}

    def test_figures_of_days_in_the_pause_do_not_count_it_and_others_stay(self, late_item, office, set_today):
        before = TODAY - timedelta(days=1)
        assert Obligation.objects.late(before).count() == 1
        pause_duty(late_item, "等待法院判决", UNTIL, by=office)
        for days, amount in ((0, 0), (13, 0), (14, 1)):
            assert Obligation.objects.late(TODAY + timedelta(days)).count() == amount
        set_today(TODAY + WEEK)
        resume_duty(late_item, "判决已生效", by=office)
        told = [Obligation.objects.late(day).count() for day in (before, TODAY, TODAY + timedelta(6), TODAY + WEEK)]
        assert told == [1, 0, 0, 1]

    def test_the_calendar_leaves_it_out(self, owed, office, browse):
        page = reverse("personnel:calendar") + "?month=2026-12"
        address = "due_after=2026-12-01"
        assert address in browse(office).get(page).content.decode()
        pause_duty(owed, "等待上级复核", by=office)
        assert address not in browse(office).get(page).content.decode()


class TestRunsAgain:
    def test_its_end_is_told_a_year_ahead_at_most(self, owed, office):
        """Farther on nobody is asked for the holidays of two centuries."""
        with pytest.raises(ValidationError) as refused:
            pause_duty(owed, "等待上级复核", TODAY + LONGEST + timedelta(days=1), by=office)
        assert refused.value.message_dict == {"until": ["最长暂停一年；更久的请不填日期，待恢复。"]}
        assert not Notice.objects.exists()
        pause_duty(owed, "等待上级复核", TODAY + LONGEST, by=office)
        assert running(owed).due_on > TODAY + LONGEST

    def test_by_itself_on_its_day_with_the_days_given_back(self, owed, office, liaison, set_today):
        pause_duty(owed, "等待上级复核", UNTIL, by=office)
        moved = running(owed)
        assert (moved.due_on, moved.pk == owed.pk) == (date(2026, 12, 15), False)
        assert moved.from_on == owed.from_on  # what is told of it; only the rest is counted from another day
        set_today(UNTIL - timedelta(days=1))
        assert sweep().written == 0
        set_today(UNTIL)
        assert moved in Obligation.objects.running()
        set_today(date(2026, 12, 12))
        assert sweep().written > 0

    def test_by_hand_before_that_day_with_what_was_left(self, owed, office, set_today):
        pause_duty(owed, "等待上级复核", UNTIL, by=office)
        set_today(date(2026, 11, 30))
        resume_duty(running(owed), "复核完成", by=office)
        assert running(owed).due_on == date(2026, 12, 8)
        assert running(owed) in Obligation.objects.running()

    def test_by_hand_where_no_day_was_said(self, owed, office, set_today):
        pause_duty(owed, "等待上级复核", by=office)
        assert running(owed).due_on == DUE
        set_today(date(2026, 11, 30))
        runs = resume_duty(running(owed), "复核完成", by=office)
        assert (runs.due_on, runs.pk == owed.pk) == (date(2026, 12, 8), False)
        assert Obligation.objects.get(pk=owed.pk).cancelled_on == date(2026, 11, 30)

    def test_on_the_same_day_nothing_has_moved(self, owed, office):
        pause_duty(owed, "误操作", UNTIL, by=office)
        assert resume_duty(running(owed), "误操作", by=office).due_on == DUE

    def test_what_was_late_or_has_a_day_of_its_own_keeps_it(self, late_item, owed, office, set_today):
        Obligation.objects.filter(pk=owed.pk).update(due_on=LATE)
        for each in (late_item, owed):
            pause_duty(each, "等待上级复核", UNTIL, by=office)
            set_today(TODAY + WEEK)
            assert resume_duty(running(each), "复核完成", by=office).due_on == LATE
            set_today(TODAY)

    def test_the_thresholds_it_slept_through_are_told_once_and_foretold(self, late_item, office, liaison, set_today):
        ReminderRule.objects.all().delete()
        for days in (3, -1, -7, -10, -20):
            ReminderRule.objects.create(days_left=days, audience="owner")
        pause_duty(late_item, "等待法院判决", UNTIL, by=office)
        coming = ComingReminder.objects.within(TODAY, 30)
        assert set(coming.values_list("threshold", "day")) == {(-10, UNTIL), (-20, LATE + timedelta(20))}
        set_today(UNTIL)
        assert sweep().by_threshold == {-10: (1, 1)}
        assert Reminder.objects.get().threshold == -10

    def test_paused_without_an_end_nothing_is_foretold(self, late_item, office, liaison):
        pause_duty(late_item, "等待法院判决", by=office)
        assert not ComingReminder.objects.filter(obligation=late_item).exists()

    def test_it_may_be_paused_again_after_it_ran_again_by_itself(self, late_item, office, set_today):
        pause_duty(late_item, "等待法院判决", UNTIL, by=office)
        set_today(UNTIL + WEEK)
        pause_duty(late_item, "二审", by=office)
        assert list(Standstill.objects.values_list("resumed_on", flat=True)) == [None, UNTIL]

    def test_done_meanwhile_it_is_done(self, owed, office):
        pause_duty(owed, "等待上级复核", UNTIL, by=office)
        obligations.meet(owed.node, owed.subject, TODAY)
        assert not Obligation.objects.resumable_by(office).exists()

    def test_a_year_without_holidays_is_guessed_and_said_so(self, owed, office):
        CalendarDay.objects.all().delete()
        pause_duty(owed, "等待上级复核", UNTIL, by=office)
        assert running(owed).is_guessed


class TestWho:
    @pytest.mark.parametrize("who", ["office", "division"])
    def test_who_stands_above_pauses_and_resumes(self, owed, who, request):
        user = request.getfixturevalue(who)
        pause_duty(owed, "等待上级复核", by=user)
        resume_duty(running(owed), "复核完成", by=user)

    @pytest.mark.parametrize("who", ["liaison", "secretary", "leader", "leadinggroup", "discipline", "sysadmin"])
    def test_nobody_else_does(self, owed, office, who, request):
        user = request.getfixturevalue(who)
        with pytest.raises(Refused):
            pause_duty(owed, "无", by=user)
        pause_duty(owed, "等待上级复核", by=office)
        with pytest.raises(Refused):
            resume_duty(running(owed), "无", by=user)

    def test_who_is_recused_does_neither_and_does_not_see_it(self, owed, office, browse):
        type(office).objects.filter(pk=office.pk).update(person=PersonFactory())
        barred = fresh(office)
        RecusalFactory(person=barred.person, organization=owed.organization)
        assert Recusal.objects.in_force().exists()
        with pytest.raises(Refused):
            pause_duty(owed, "无", by=fresh(office))
        assert browse(office).get(reverse("personnel:obligation", args=[owed.pk])).status_code == 404
        assert browse(office).get(reverse("personnel:obligation_pause", args=[owed.pk])).status_code == 404

    def test_what_the_office_owes_the_leading_group_pauses_and_not_the_office(self, owed, office, leadinggroup):
        decision = ObligationFactory(item=owed.subject, node=duties.DECIDE_CLOSE_OUT, organization=None, due_on=DUE)
        with pytest.raises(Refused):
            pause_duty(decision, "无", by=office)
        pause_duty(decision, "等待会议研究", by=leadinggroup)

    @pytest.mark.parametrize(("told", "field"), [({"why": " "}, "why"), ({"why": "无", "until": TODAY}, "until")])
    def test_it_needs_a_reason_and_a_day_to_come(self, owed, office, told, field):
        with pytest.raises(ValidationError) as refusal:
            pause_duty(owed, by=office, **told)
        assert set(refusal.value.error_dict) == {field}

    def test_paused_already_it_is_not_paused_again(self, owed, office):
        pause_duty(owed, "等待上级复核", by=office)
        with pytest.raises(Refused):
            pause_duty(running(owed), "又一次", by=office)


class TestPages:
    def test_both_sides_see_what_became_of_it(self, owed, office, liaison, browse):
        answer = browse(office).post(
            reverse("personnel:obligation_pause", args=[owed.pk]), {"why": "等待上级复核", "until": "2026-12-07"}
        )
        assert answer.url == reverse("personnel:obligation", args=[running(owed).pk])
        for user in (office, liaison):
            shown = browse(user).get(answer.url)
            page = shown.content.decode()
            assert (shown.status_code, "等待上级复核" in page) == (200, True)
            assert office.name in page
            assert "原期限2026-12-01" in page
        assert owed.events.filter(pgh_context__reason="等待上级复核").exists()

    def test_a_stranger_finds_neither_page_nor_row(self, owed, other_secretary, browse):
        assert browse(other_secretary).get(reverse("personnel:obligation", args=[owed.pk])).status_code == 404
        for step in ("pause", "resume"):
            address = reverse(f"personnel:obligation_{step}", args=[owed.pk])
            assert browse(other_secretary).get(address).status_code == 404

    def test_many_at_once(self, owed, late_item, office, browse):
        pks = [owed.pk, late_item.pk]
        for step, told in (("pause", {"why": "机构改革"}), ("resume", {"reason": "改革完成"})):
            browse(office).post(reverse("batch_new", args=["obligations", step]), {"pk": pks, "list": LIST} | told)
            carry_out(Batch.objects.first())
            assert Obligation.objects.open().at_rest().count() == (2 if step == "pause" else 0)
            Batch.objects.all().delete()


class TestApi:
    def test_it_is_paused_and_resumed(self, owed, office, liaison, api):
        address = reverse("obligation-detail", args=[owed.pk])
        endless = api(office).post(f"{address}pause/", {"why": "等待上级复核", "until": "9999-12-31"}, format="json")
        assert (endless.status_code, "until" in endless.content.decode()) == (400, True)
        answer = api(office).post(f"{address}pause/", {"why": "等待上级复核", "until": "2026-12-07"}, format="json")
        assert (answer.status_code, answer.json()["id"]) == (201, running(owed).pk)
        address = reverse("obligation-detail", args=[running(owed).pk])
        row = api(liaison).get(address).json()
        assert (row["rests_since"], row["rests_until"]) == (TODAY.isoformat(), "2026-12-07")
        assert api(liaison).post(f"{address}resume/", {"reason": "无"}, format="json").status_code == 403
        assert api(office).post(f"{address}resume/", {"reason": "复核完成"}, format="json").status_code == 201
        assert running(owed).rests_since is None

    def test_a_foreign_row_is_not_found(self, owed, other_secretary, api):
        address = reverse("obligation-detail", args=[owed.pk])
        for step, told in (("pause", {"why": "无"}), ("resume", {"reason": "无"})):
            assert api(other_secretary).post(f"{address}{step}/", told, format="json").status_code == 404


def test_lists_cost_the_same_with_one_and_with_many_paused(owed, late_item, office, browse):
    client = browse(office)
    pause_duty(owed, "等待上级复核", by=office)
    client.get(LIST)
    few = counted_here(lambda: client.get(LIST))
    for number in range(10):
        item = ItemFactory(hand_over=late_item.subject.hand_over, number=100 + number)
        pause_duty(ObligationFactory(item=item, due_on=LATE), "机构改革", by=office)
    assert counted_here(lambda: client.get(LIST)) == few
