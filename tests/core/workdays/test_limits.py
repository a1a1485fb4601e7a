"""Limits of time, and which days are worked."""

from datetime import date

import pytest

from core.models import CalendarDay
from core.workdays import reckoning as workdays_reckoning
from core.workdays.calendar import clear_day, load_statutory_days, set_day
from core.workdays.reckoning import Calendar, Unit, add_limit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "amount", "due"),
    [
        ("2026-11-23", 15, "2026-12-14"),  # three plain weeks
        ("2026-09-25", 1, "2026-09-28"),  # mid-autumn, 25 to 27 September
        ("2026-09-30", 1, "2026-10-08"),  # National Day, 1 to 7 October
        ("2026-10-09", 1, "2026-10-10"),  # a Saturday worked in its stead
        ("2026-02-13", 3, "2026-02-25"),  # Saturday the 14th is worked, then the spring festival to the 23rd
        ("2026-11-21", 0, "2026-11-21"),
    ],
)
def test_working_days_count_from_the_next_one(start, amount, due):
    assert add_limit(date.fromisoformat(start), amount, Unit.WORKDAYS) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-10-15", 2, "2026-12-15"),
    ],
)
def test_months_clamp_to_the_end_of_the_month(start, months, due):
    assert add_limit(date.fromisoformat(start), months, Unit.MONTHS) == date.fromisoformat(due)


def test_days_ending_on_a_day_off_stay_there():
    assert add_limit(date(2026, 9, 21), 12, Unit.DAYS) == date(2026, 10, 3)


def test_a_negative_limit_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_limit(date(2026, 11, 23), -1, Unit.DAYS)


def test_a_limit_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        add_limit(date(2026, 11, 23), 60, Unit.WORKDAYS)
    calendar = workdays_reckoning.Calendar()
    with django_assert_num_queries(1):
        for amount in range(50):
            add_limit(date(2026, 11, 23), amount, Unit.WORKDAYS, calendar=calendar)


@pytest.mark.parametrize(
    ("due", "left"), [("2026-11-23", 0), ("2026-11-24", 1), ("2026-11-22", -1), ("2027-02-28", 97), (None, None)]
)
def test_a_due_date_ends_with_its_day(due, left):
    assert workdays_reckoning.days_left(due and date.fromisoformat(due), on=date(2026, 11, 23)) == left


@pytest.mark.parametrize("time", ["00:00", "00:30", "07:59", "23:30"])
def test_today_is_the_local_day_at_every_hour(clock, time):
    clock.set(f"2026-12-31 {time}")
    assert workdays_reckoning.today() == date(2026, 12, 31)
    assert workdays_reckoning.days_left(date(2026, 12, 31)) == 0


def test_an_edited_day_holds_at_once_and_bears_a_trace(alice):
    calendar_before = workdays_reckoning.add_limit(date(2026, 11, 23), 1, Unit.WORKDAYS)
    entered = set_day(date(2026, 11, 24), is_workday=False, name="停电", by=alice)
    assert calendar_before == date(2026, 11, 24)
    assert add_limit(date(2026, 11, 23), 1, Unit.WORKDAYS) == date(2026, 11, 25)
    assert entered.events.get().pgh_context["actor"] == alice.pk
    clear_day(entered, by=alice)
    assert Calendar().is_workday(date(2026, 11, 24))


def test_a_year_that_is_not_entered_is_told():
    assert Calendar().missing_years(date(2026, 11, 23), date(2028, 2, 1)) == [2027, 2028]
    notice = workdays_reckoning.missing_years_notice(date(2026, 11, 23), date(2027, 2, 1))
    assert notice == "2027年放假安排尚未录入，按周一至周五推算。"
    assert workdays_reckoning.missing_years_notice(date(2026, 11, 23), date(2026, 12, 31)) == ""
    assert add_limit(date(2026, 12, 31), 1, Unit.WORKDAYS) == date(2027, 1, 1)


def test_a_year_counts_as_entered_with_its_last_holiday(alice):
    set_day(date(2027, 1, 1), is_workday=False, name="元旦", by=alice)
    assert Calendar().missing_years(date(2027, 1, 1), date(2027, 1, 1)) == [2027]
    set_day(date(2027, 10, 1), is_workday=False, name="国庆节", by=alice)
    assert Calendar().missing_years(date(2027, 1, 1), date(2027, 1, 1)) == []


def test_loading_again_keeps_what_people_entered(alice):
    assert load_statutory_days() == 0
    set_day(date(2026, 10, 1), is_workday=True, name="值班", by=alice)
    clear_day(CalendarDay.objects.get(day=date(2026, 10, 2)), by=alice)
    CalendarDay.objects.filter(day=date(2026, 10, 3)).update(name="旧名")
    entered_too_early = CalendarDay.objects.filter(day=date(2026, 10, 4))
    entered_too_early.update(day=date(2036, 10, 4))  # as if 4 October were not published yet
    set_day(date(2026, 10, 4), is_workday=False, name="预计", by=alice)
    clear_day(entered_too_early.get(), by=alice)
    assert load_statutory_days() == 2
    assert entered_too_early.get().name == "国庆节"
    assert not CalendarDay.objects.filter(day=date(2026, 10, 2)).exists()
    assert CalendarDay.objects.get(day=date(2026, 10, 1)).name == "值班"
    assert CalendarDay.objects.get(day=date(2026, 10, 3)).name == "国庆节"
