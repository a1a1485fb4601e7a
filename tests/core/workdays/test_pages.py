"""The page of the working calendar."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import CalendarDay
from core.workdays.reckoning import Calendar

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(clock):
    clock.set("2026-11-23 09:00")


def test_the_calendar_shows_a_year_and_warns_of_the_next(client, office):
    client.force_login(office)
    page = client.get(reverse("calendar-days"), {"year": 2026}).text
    assert "国庆节" in page
    assert "2026-10-10" in page
    assert "2027年放假安排尚未录入，按周一至周五推算。" in page


def test_days_are_entered_in_one_go(client, office):
    client.force_login(office)
    body = {"first": "2027-10-01", "last": "2027-10-07", "name": "国庆节"}
    assert client.post(reverse("calendar-day-add"), body)["Location"] == reverse("calendar-days")
    assert CalendarDay.objects.filter(day__year=2027, is_workday=False).count() == 7
    client.post(reverse("calendar-day-add"), {"first": "2027-10-09", "is_workday": "1", "name": "国庆节"})
    assert Calendar().is_workday(date(2027, 10, 9))
    assert "尚未录入" not in client.get(reverse("calendar-days")).text


@pytest.mark.parametrize(("first", "last"), [("2027-10-07", "2027-10-01"), ("2027-01-01", "2027-12-31"), ("x", "")])
def test_a_span_that_is_none_is_refused(client, office, first, last):
    client.force_login(office)
    answer = client.post(reverse("calendar-day-add"), {"first": first, "last": last, "name": "x"})
    assert answer.status_code == 200
    assert "field-error" in answer.text
    assert not CalendarDay.objects.filter(day__year=2027).exists()


def test_a_day_is_taken_out_after_asking(client, office):
    client.force_login(office)
    entered = CalendarDay.objects.get(day=date(2026, 10, 10))
    address = reverse("calendar-day-clear", args=[entered.pk])
    assert "2026-10-10" in client.get(address).text
    client.post(address)
    assert not Calendar().is_workday(date(2026, 10, 10))


@pytest.mark.parametrize("who", ["leader", "liaison", "discipline", "leadinggroup", "sysadmin"])
def test_only_who_edits_the_rules_opens_it(client, request, who):
    client.force_login(request.getfixturevalue(who))
    entered = CalendarDay.objects.first()
    for address in (
        reverse("calendar-days"),
        reverse("calendar-day-add"),
        reverse("calendar-day-clear", args=[entered.pk]),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code in (403, 405)
    assert CalendarDay.objects.filter(pk=entered.pk).exists()
