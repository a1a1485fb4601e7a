"""The sweep: by range, once, to the right people, whatever runs beside it or did not run at all."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core.access.roles import Role
from core.models import Notice
from core.notices.digests import deliver_digests
from core.notices.services import inbox
from findings.duties import ANSWER_TRANSFER
from personnel.accounts.services import system_account
from personnel.models import Reminder, ReminderRule, RoleGrant, User
from personnel.reminders import sweep as reminders
from personnel.reminders import tasks
from rectification import duties
from rectification.models import Item
from rounds import duties as rounds_duties
from rounds.deadlines import obligations
from rounds.models import Obligation
from tests.at_once import before_one_row
from tests.factories import (
    ObligationFactory,
    OrganizationFactory,
    PersonFactory,
    RecusalFactory,
    UserFactory,
)

DUE = date(2026, 12, 1)


def before(days):
    return DUE - timedelta(days=days)


@pytest.fixture
def owed(item):
    return ObligationFactory(item=item, title="整改第3项", titles={"en": "Rectify item 3"}, due_on=DUE)


def thresholds():
    return list(Reminder.objects.order_by("pk").values_list("threshold", flat=True))


def told():
    return set(Reminder.objects.values_list("recipient__username", flat=True))


class TestThresholds:
    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            (before(21), []),
            (before(20), [20]),
            (before(11), [20]),
            (before(10), [10]),
            (before(3), [3]),
            (before(1), [3]),
            (DUE, [0]),
            (DUE + timedelta(days=1), [-1]),
            (DUE + timedelta(days=6), [-1]),
            (DUE + timedelta(days=7), [-7]),
            (DUE + timedelta(days=400), [-30]),
        ],
    )
    def test_the_latest_passed_threshold_is_found_by_range(self, owed, liaison, on, expected):
        reminders.sweep(on)
        assert thresholds() == expected

    def test_a_second_sweep_writes_nothing(self, owed, liaison):
        assert reminders.sweep(before(10)).written == 1
        assert reminders.sweep(before(10)).written == 0
        assert reminders.sweep(before(9)).written == 0

    def test_day_after_day_each_threshold_comes_once(self, owed, liaison):
        for day in range(30, -40, -1):
            reminders.sweep(before(day))
        assert thresholds() == [20, 10, 3, 0, -1, -7, -30]
        assert Notice.objects.filter(recipient=liaison).count() == 7

    def test_a_week_without_a_worker_sends_one_and_loses_nothing(self, owed, liaison):
        reminders.sweep(before(20))
        reminders.sweep(before(2))
        assert thresholds() == [20, 3]

    def test_a_threshold_longer_than_the_limit_does_not_count(self, item, liaison):
        """Three working days to sign: opening it must not at once be "twenty days before"."""
        ObligationFactory(item=item, from_on=before(5), due_on=DUE)
        assert reminders.sweep(before(5)).written == 0
        reminders.sweep(before(3))
        assert thresholds() == [3]

    def test_a_new_due_date_is_reminded_of_anew(self, owed, liaison):
        reminders.sweep(before(10))
        Obligation.objects.update(due_on=DUE + timedelta(days=30))
        assert reminders.sweep(before(10)).written == 0
        reminders.sweep(DUE + timedelta(days=20))
        assert list(Reminder.objects.order_by("pk").values_list("threshold", "due_on")) == [
            (10, DUE),
            (10, DUE + timedelta(days=30)),
        ]

    def test_leap_day_and_new_year(self, item, liaison):
        ObligationFactory(item=item, from_on=date(2028, 1, 1), due_on=date(2028, 3, 1))
        reminders.sweep(date(2028, 2, 27))
        assert thresholds() == [3]  # three days with the 29th of February
        reminders.sweep(date(2028, 12, 31))
        assert thresholds() == [3, -30]

    @pytest.mark.parametrize(
        ("now", "expected"),
        [
            ("2026-11-20 23:30", [20]),
            ("2026-11-21 00:30", [10]),
            ("2026-11-21 07:59", [10]),
            ("2026-11-21 23:30", [10]),
        ],
    )
    def test_the_day_is_the_local_one(self, owed, liaison, clock, now, expected):
        clock.set(now)
        tasks.remind()
        assert thresholds() == expected

    def test_without_rules_nobody_is_reminded(self, owed, liaison):
        ReminderRule.objects.all().delete()
        assert reminders.sweep(DUE).written == 0


class TestStopping:
    @pytest.mark.parametrize("settled", ["met_on", "cancelled_on"])
    def test_what_is_settled_is_reminded_of_no_more(self, owed, liaison, settled):
        Obligation.objects.update(**{settled: before(11)})
        assert reminders.sweep(before(10)).written == 0

    def test_what_is_paused_is_not_urged_until_it_goes_on(self, owed, item, liaison):
        obligations.pause(duties.RECTIFY_ITEM, item, before(30))
        assert reminders.sweep(before(10)).written == 0
        obligations.give_back(duties.DECIDE_CLOSE_OUT, item, before(10), resumed=duties.RECTIFY_ITEM)
        assert reminders.sweep(before(10)).written == 1


class TestRecipients:
    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (20, {"liaison"}),
            (10, {"liaison", "division"}),
            (3, {"liaison", "secretary"}),
            (0, {"liaison", "secretary"}),
            (-1, {"liaison", "secretary", "division"}),
        ],
    )
    @pytest.mark.usefixtures("liaison", "secretary", "division", "office", "other_secretary", "leader")
    def test_the_circle_grows_with_the_audience(self, owed, days, expected):
        reminders.sweep(before(days))
        assert told() == expected

    def test_the_signature_is_asked_of_the_secretary_from_the_first(self, item, liaison, secretary):
        ObligationFactory(item=item, node=duties.SIGN_RECEIPTS, due_on=DUE)
        reminders.sweep(before(20))
        assert told() == {"liaison", "secretary"}

    def test_without_a_liaison_the_secretary_hears_the_first(self, owed, secretary):
        reminders.sweep(before(20))
        assert told() == {"secretary"}

    def test_two_roles_one_reminder(self, owed, liaison):
        RoleGrant.objects.create(user=liaison, role=Role.SECRETARY, granted_on=date(2026, 1, 1))
        reminders.sweep(before(10))
        assert Reminder.objects.count() == Notice.objects.count() == 1

    def test_what_the_office_owes_is_told_to_the_office(self, item, office, liaison, secretary, handler):
        ObligationFactory(item=item, node=duties.DECIDE_CLOSE_OUT, organization=None, due_on=DUE)
        reminders.sweep(before(10))
        assert told() == {"office", "handler"}

    def test_the_account_the_system_acts_by_hears_nothing(self, item, office):
        system_account()  # an office account, so that commands and tasks may act
        ObligationFactory(item=item, node=duties.DECIDE_CLOSE_OUT, organization=None, due_on=DUE)
        reminders.sweep(before(10))
        assert told() == {"office"}

    @pytest.mark.usefixtures("orgdept", "division", "office", "liaison", "leadinggroup", "handler")
    @pytest.mark.parametrize(("days", "expected"), [(3, {"discipline"}), (-1, {"discipline", "handler"})])
    def test_what_a_body_owes_goes_up_to_who_sends_the_leads_and_nobody_else(self, item, discipline, days, expected):
        ObligationFactory(item=item, node=ANSWER_TRANSFER, organization=None, body=discipline.body, due_on=DUE)
        reminders.sweep(before(days))
        assert told() == expected

    @pytest.mark.usefixtures("office", "division", "liaison", "discipline", "leadinggroup")
    @pytest.mark.parametrize(("days", "expected"), [(3, {"office"}), (-1, {"office", "leadinggroup"})])
    def test_what_the_office_owes_goes_up_to_the_leading_group(self, item, days, expected):
        ObligationFactory(item=item, node=duties.DECIDE_CLOSE_OUT, organization=None, due_on=DUE)
        reminders.sweep(before(days))
        assert told() == expected

    @pytest.mark.usefixtures("office", "deputy", "member", "stranger_leader", "leadinggroup")
    @pytest.mark.parametrize(("days", "expected"), [(3, {"leader"}), (-1, {"leader", "office"})])
    def test_what_a_team_leader_owes_goes_up_to_the_office(self, item, leader, days, expected):
        ObligationFactory(item=item, node=rounds_duties.ENTER_ORGANIZATION, organization=None, due_on=DUE)
        reminders.sweep(before(days))
        assert told() == expected

    def test_a_leader_released_hears_nothing(self, item, leader):
        leader.person.postings.update(released_on=before(20))
        ObligationFactory(item=item, node=rounds_duties.ENTER_ORGANIZATION, organization=None, due_on=DUE)
        assert reminders.sweep(before(3)).written == 0

    @pytest.mark.usefixtures("office", "division", "handler")
    def test_above_the_leading_group_there_is_nobody(self, round_, leadinggroup):
        ObligationFactory(
            subject_type=ContentType.objects.get_for_model(round_),
            subject_id=round_.pk,
            node=rounds_duties.APPROVE_PLAN,
            inspection=None,
            round=round_,
            organization=None,
            due_on=DUE,
        )
        reminders.sweep(before(-1))
        assert told() == {"leadinggroup"}

    def test_disabled_accounts_and_revoked_roles_hear_nothing(self, owed, liaison, secretary):
        liaison.is_active = False
        liaison.save()
        secretary.grants.update(revoked_on=before(30))
        assert reminders.sweep(before(3)).written == 0

    @pytest.mark.parametrize("parted", [False, True])
    def test_who_is_recused_hears_nothing(self, item, office, organization, parted):
        person = PersonFactory()
        recused = UserFactory(username="recused", person=person, roles=[Role.OFFICE])
        RecusalFactory(person=person, organization=organization)
        if parted:
            recused.person = None
            recused.save()
        ObligationFactory(item=item, node=duties.DECIDE_CLOSE_OUT, organization=None, due_on=DUE)
        reminders.sweep(before(10))
        assert told() == {"office"}
        assert not recused.reminders.exists()

    def test_a_new_liaison_hears_what_still_stands(self, owed, liaison, organization):
        reminders.sweep(before(10))
        UserFactory(username="newliaison", organization=organization, roles=[Role.LIAISON])
        reminders.sweep(before(9))
        assert told() == {"liaison", "newliaison"}


class TestNotices:
    def test_the_notice_names_the_thing_and_its_day_and_leads_there(self, owed, liaison, browse):
        reminders.sweep(before(9))
        notice = Notice.objects.get(recipient=liaison)
        assert notice.subject == "2026-12-01到期：整改第3项"
        assert notice.body == "市财政局党组"
        assert browse(liaison).get(notice.url).url == owed.get_absolute_url()
        assert Reminder.objects.get().recipient == liaison

    @pytest.mark.parametrize(
        ("days", "words"), [(0, "2026-12-01到期：整改第3项"), (-2, "已逾期，2026-12-01到期：整改第3项")]
    )
    def test_words_of_the_day_and_after(self, owed, liaison, days, words):
        reminders.sweep(before(days))
        assert Notice.objects.get().subject == words

    def test_each_reads_their_own_language(self, owed, liaison):
        reminders.sweep(before(9))
        reminded = Notice.objects.get()
        with translation.override("en"):
            assert reminded.told == "Due on 2026-12-01: Rectify item 3"
        assert reminded.told == "2026-12-01到期：整改第3项"

    def test_a_title_from_before_languages_is_told_as_it_was(self, owed, liaison):
        Obligation.objects.update(titles={})
        reminders.sweep(before(9))
        with translation.override("en"):
            assert Notice.objects.get().told == "Due on 2026-12-01: 整改第3项"

    def test_a_title_with_signs_of_formatting_stays_text(self, item, liaison):
        ObligationFactory(item=item, title="整改{day}%(x)s 100%", due_on=DUE)
        reminders.sweep(before(9))
        assert Notice.objects.get().subject == "2026-12-01到期：整改{day}%(x)s 100%"


class TestLateMails:
    """The server was away for days: what is mailed then is still so."""

    @pytest.fixture
    def mailed(self, owed, other_item, liaison, clock):
        """`mailed()` is the mail of the day it was due on; the reminders were written days before."""
        User.objects.filter(pk=liaison.pk).update(email="liaison@example.org")
        ObligationFactory(item=other_item, organization=liaison.organization, title="整改第4项", due_on=DUE)
        clock.set("2026-11-28 00:10")
        reminders.sweep(before(3))
        clock.set("2026-12-01 08:30")

        def sent():
            deliver_digests()
            return mail.outbox[-1].body

        return sent

    def test_they_name_the_day_and_no_days_left(self, mailed):
        assert "- 2026-12-01到期：整改第3项（市财政局党组）\n- 2026-12-01到期：整改第4项（市第2局党组）\n" in mailed()

    @pytest.mark.parametrize("settle", [obligations.meet, obligations.cancel])
    def test_what_was_settled_meanwhile_is_not_mailed(self, mailed, item, liaison, settle):
        settle(duties.RECTIFY_ITEM, item, before(1))
        body = mailed()
        assert ("整改第3项" in body, "整改第4项" in body) == (False, True)
        assert [notice.read_at is not None for notice in inbox(liaison).order_by("pk")] == [True, False]


class TestTheSweepItself:
    def test_a_dry_run_says_what_and_writes_nothing(self, owed, liaison):
        report = reminders.sweep(before(10), dry_run=True)
        assert report.by_threshold == {10: (1, 1)}
        assert not Reminder.objects.exists()
        assert not Notice.objects.exists()

    def test_the_command_prints_what_it_wrote(self, owed, liaison, capsys):
        call_command("remind", "--on", "2026-11-21", "--dry-run")
        call_command("remind", "--on", "2026-11-21")
        dry, _detail, wrote, detail = capsys.readouterr().out.splitlines()
        assert ("2026-11-21" in dry, "1" in wrote, "10" in detail) == (True, True, True)
        assert Reminder.objects.count() == 1

    def test_few_statements_however_many_rows(self, liaison, organization, inspection):
        kind = ContentType.objects.get_for_model(Item)
        Obligation.objects.bulk_create(
            Obligation(
                node=duties.RECTIFY_ITEM,
                title="整改",
                subject_type=kind,
                subject_id=number,
                inspection=inspection,
                organization=organization,
                from_on=date(2026, 6, 1),
                due_on=DUE,
            )
            for number in range(1, 501)
        )
        with CaptureQueriesContext(connection) as queries:
            assert reminders.sweep(before(10)).written == 500
        assert len(queries) <= 10

    def test_keys_far_apart_are_all_swept(self, owed, liaison, organization, monkeypatch):
        monkeypatch.setattr(reminders, "STRETCH", 2)
        for _n in range(7):
            ObligationFactory(organization=organization, due_on=DUE)
        assert reminders.sweep(before(10)).written == 8

    @pytest.mark.django_db(transaction=True)
    def test_two_workers_at_once_double_nothing_and_lose_nothing(self, liaison, secretary, organization):
        owed = [
            ObligationFactory(organization=organization, inspection__organization=organization, due_on=DUE)
            for _n in range(40)
        ]
        reports = before_one_row(owed[0], *[partial(reminders.sweep, before(3))] * 2)
        assert sorted(report.written for report in reports) == [0, 80]
        assert Reminder.objects.count() == Notice.objects.count() == 80

    def test_an_organization_without_accounts_does_not_stop_the_rest(self, owed, liaison):
        ObligationFactory(organization=OrganizationFactory(), due_on=DUE)
        assert reminders.sweep(before(10)).written == 1
