"""Deadlines as a calendar: the page of a month, and the feed that calendar programs read."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from core.models import CalendarDay, Notice
from findings.duties import ANSWER_TRANSFER
from personnel.calendar.services import close_feed, open_feed
from personnel.models import CalendarFeed
from rectification import duties
from rounds.deadlines import obligations
from tests.factories import ItemFactory, ObligationFactory, OrganizationFactory

PAGE = reverse("personnel:calendar")
DUE = date(2026, 12, 3)


@pytest.fixture(autouse=True)
def _today(clock):
    clock.set("2026-11-28 09:00")


@pytest.fixture
def item(inspection):
    return ItemFactory(hand_over__inspection=inspection, number=3)


@pytest.fixture
def owed(item):
    return ObligationFactory(item=item, title="整改第3项", titles={"en": "Rectify item 3"}, due_on=DUE)


def read(browse, secret):
    return browse(None).get(reverse("personnel:calendar_feed", args=[secret]))


def events(answer):
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


class TestMonth:
    def test_a_day_tells_kinds_and_numbers_and_each_opens_its_list(self, owed, office, browse):
        page = browse(office).get(PAGE, {"month": "2026-12"})
        [due] = [due for week in page.context["weeks"] for day in week for due in day.due]
        assert (due.day, due.label, due.amount) == (DUE, "问题整改", 1)
        assert due.url in page.text.replace("&amp;", "&")
        rows = browse(office).get(due.url).context["table"].data
        assert [row.pk for row in rows] == [owed.pk]

    @pytest.mark.parametrize(
        ("now", "tone", "words"),
        [
            ("2026-11-22 09:00", "green", "剩余11天"),
            ("2026-11-23 09:00", "yellow", "剩余10天"),
            ("2026-12-03 09:00", "yellow", "今天到期"),
            ("2026-12-04 00:30", "red", "逾期1天"),
        ],
    )
    def test_what_is_due_shows_its_light_with_words(self, owed, office, browse, clock, now, tone, words):
        clock.set(now)
        text = browse(office).get(PAGE, {"month": "2026-12"}).text
        assert f'class="month-due is-{tone}"' in text
        assert f'title="问题整改 {words}"' in text

    def test_weeks_begin_on_monday_and_hold_the_whole_month(self, office, browse):
        weeks = browse(office).get(PAGE, {"month": "2026-12"}).context["weeks"]
        assert [week[0].on.weekday() for week in weeks] == [0] * 5
        assert (weeks[0][0].on, weeks[-1][-1].on) == (date(2026, 11, 30), date(2027, 1, 3))

    @pytest.mark.parametrize("asked", ["", "2026-13", "x", "9999-12", "0001-01", "2026-11-01"])
    def test_what_names_no_month_shows_this_one(self, office, browse, asked):
        assert browse(office).get(PAGE, {"month": asked}).context["month"] == date(2026, 11, 1)

    def test_a_day_off_and_a_day_worked_instead_say_their_name(self, office, browse):
        CalendarDay.objects.all().delete()
        CalendarDay.objects.create(day=date(2026, 12, 5), is_workday=True, name="调休")
        page = browse(office).get(PAGE, {"month": "2026-12"})
        off = {day.on for week in page.context["weeks"] for day in week if day.is_off}
        assert "调休" in page.text
        assert date(2026, 12, 5) not in off
        assert date(2026, 12, 6) in off

    def test_the_other_side_sees_its_own_only(self, owed, liaison, other_secretary, browse):
        for user, amount in ((liaison, 1), (other_secretary, 0)):
            weeks = browse(user).get(PAGE, {"month": "2026-12"}).context["weeks"]
            assert sum(due.amount for week in weeks for day in week for due in day.due) == amount

    def test_a_month_of_many_duties_costs_the_same(
        self, owed, inspection, office, browse, django_assert_max_num_queries
    ):
        for number in range(30):
            ObligationFactory(item=ItemFactory(hand_over=owed.subject.hand_over, number=100 + number), due_on=DUE)
        client = browse(office)
        client.get(PAGE)
        with django_assert_max_num_queries(14):
            client.get(PAGE, {"month": "2026-12"})

    def test_who_administers_accounts_has_no_deadlines(self, sysadmin, browse):
        assert browse(sysadmin).get(PAGE).status_code == 403


class TestFeed:
    def test_it_tells_kinds_and_numbers_and_no_name_or_title(self, owed, liaison, browse):
        ObligationFactory(item=ItemFactory(hand_over=owed.subject.hand_over, number=4), due_on=DUE)
        answer = read(browse, open_feed(by=liaison))
        [event] = events(answer)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert event["summary"] == "问题整改：到期2项"
        assert event["dtstart"].dt == DUE
        assert event["url"].endswith("node=rectify_item&due_after=2026-12-03&due_before=2026-12-03&paused=false")
        assert owed.owner not in answer.text
        assert "第3项" not in answer.text

    def test_it_speaks_the_language_of_the_account(self, owed, liaison, browse):
        liaison.language = "en"
        liaison.save()
        assert events(read(browse, open_feed(by=liaison)))[0]["summary"] == "Rectify an item: 1 due"

    def test_what_concerns_a_lead_is_not_in_it(self, item, discipline, handler, browse):
        answer = {"node": ANSWER_TRANSFER, "organization": None, "body": discipline.body, "is_confidential": True}
        ObligationFactory(item=item, due_on=DUE, **answer)
        for user in (discipline, handler):
            assert events(read(browse, open_feed(by=user))) == []

    def test_what_is_done_goes_out_of_it(self, owed, item, liaison, browse):
        secret = open_feed(by=liaison)
        obligations.meet(duties.RECTIFY_ITEM, item, DUE)
        assert events(read(browse, secret)) == []

    def test_a_new_address_takes_the_place_of_the_one_before(self, liaison, browse):
        first, second = open_feed(by=liaison), open_feed(by=liaison)
        assert [read(browse, secret).status_code for secret in (first, second)] == [404, 200]

    def test_a_closed_address_answers_no_more(self, liaison, browse):
        secret = open_feed(by=liaison)
        close_feed(by=liaison)
        assert read(browse, secret).status_code == 404

    def test_it_ends_with_the_account_and_when_its_sessions_are_ended(self, liaison, browse, clock):
        secret = open_feed(by=liaison)
        clock.set("2026-11-28 09:05")
        liaison.is_active = False
        liaison.save()
        assert read(browse, secret).status_code == 404
        liaison.is_active, liaison.sessions_ended_at = True, liaison.calendar_feed.made_at + timedelta(minutes=1)
        liaison.save()
        assert read(browse, secret).status_code == 404

    def test_only_its_digest_is_kept_and_its_owner_is_told(self, liaison, django_db_blocker):
        secret = open_feed(by=liaison)
        assert secret not in str(CalendarFeed.objects.values().get())
        assert Notice.objects.filter(recipient=liaison, kind="calendar.opened").count() == 1

    def test_the_log_does_not_tell_the_secret(self, liaison, browse, caplog):
        secret = open_feed(by=liaison)
        with caplog.at_level("INFO"):
            read(browse, secret)
            read(browse, "x" * 43)
        assert "/calendar/-.ics" in caplog.text
        assert secret not in caplog.text
        assert "x" * 43 not in caplog.text

    def test_the_page_shows_the_address_once(self, owed, liaison, browse):
        client = browse(liaison)
        page = client.post(reverse("personnel:calendar_open"), follow=True)
        address = page.context["address"]
        assert address in page.text
        assert events(browse(None).get(address.partition("/calendar/")[1] + address.partition("/calendar/")[2]))
        assert "已启用" in client.get(PAGE).text
        client.post(reverse("personnel:calendar_close"))
        assert not CalendarFeed.objects.exists()

    def test_ones_own_address_stays_when_another_closes_theirs(self, liaison, secretary):
        open_feed(by=liaison)
        close_feed(by=secretary)
        assert CalendarFeed.objects.get().account == liaison

    def test_an_account_without_deadlines_gets_no_address(self, sysadmin, browse):
        assert browse(sysadmin).post(reverse("personnel:calendar_open")).status_code == 403

    def test_an_event_keeps_its_id_while_its_number_changes(self, owed, liaison, browse):
        secret = open_feed(by=liaison)
        before = events(read(browse, secret))[0]["uid"]
        ObligationFactory(item=ItemFactory(hand_over=owed.subject.hand_over, number=4), due_on=DUE)
        assert events(read(browse, secret))[0]["uid"] == before

    def test_an_organization_reads_what_it_owes_and_not_what_others_owe(self, owed, other_secretary, browse):
        ObligationFactory(organization=OrganizationFactory(), due_on=DUE)
        assert events(read(browse, open_feed(by=other_secretary))) == []
