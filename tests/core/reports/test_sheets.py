"""A list as a sheet: the rows of the month and what is still open, or its whole history."""

from datetime import date

import pytest

from core.reports.period import month_of
from core.reports.sheets import ALL, MONTH_AND_OPEN, OF_THE_MONTH, WHOLE_HISTORY, Sheet, had_come
from core.workbook.spec import WriterColumn
from rounds.models import Inspection, Team
from tests.factories import InspectionFactory, TeamFactory

APRIL = month_of(date(2026, 4, 1))


def cells(team, period):
    return team.formed_on.month, had_come(team.dissolved_on, period)


def listing(**options):
    columns = [WriterColumn("月份", kind="integer"), WriterColumn("撤销日期", kind="date")]
    return Sheet.listing(Team, "sample", "巡察组", columns, cells, **{"on": "formed_on"} | options)


def drawn(sheet, period=APRIL, user=None, *, whole=False):
    rows, scope = sheet.drawn(period, user, whole=whole)
    return [tuple(row.values) for row in rows], scope


@pytest.fixture
def teams(db):
    """A team a month from February to May; that of February is dissolved in March, that of March in May."""
    for month, dissolved_on in ((2, date(2026, 3, 9)), (3, date(2026, 5, 9)), (4, None), (5, None)):
        TeamFactory(formed_on=date(2026, month, 2), dissolved_on=dissolved_on)


def test_what_is_never_open_is_listed_in_its_month(teams):
    assert drawn(listing()) == ([(1, 4, None)], OF_THE_MONTH)


def test_what_is_open_at_the_end_of_the_month_is_listed_newest_first(teams):
    """What was over only later was open then, and nothing of its end was known."""
    assert drawn(listing(until="dissolved_on")) == ([(1, 4, None), (2, 3, None)], MONTH_AND_OPEN)


def test_what_was_over_within_the_month_is_listed_for_the_last_time(teams):
    of = {month: drawn(listing(until="dissolved_on"), month_of(date(2026, month, 1)))[0] for month in (3, 5, 6)}
    assert of[3] == [(1, 3, None), (2, 2, date(2026, 3, 9))]
    assert of[5] == [(1, 5, None), (2, 4, None), (3, 3, date(2026, 5, 9))]
    assert of[6] == [(1, 5, None), (2, 4, None)]


def test_the_history_lists_everything_up_to_the_end_of_the_month(teams):
    for sheet in (listing(), listing(until="dissolved_on")):
        rows, scope = drawn(sheet, whole=True)
        assert [row[1] for row in rows] == [4, 3, 2]
        assert scope == WHOLE_HISTORY


def test_what_came_with_a_ledger_without_its_day_stands_last_in_the_history_and_in_no_month(teams):
    Team.objects.filter(formed_on__month=2).update(formed_on=None, imported_on=date(2026, 3, 1))
    sheet = listing(then=["pk"])
    assert list(sheet.rows.of(APRIL, None).values_list("formed_on", flat=True)) == [date(2026, 4, 2)]
    days = sheet.history.of(APRIL, None).values_list("formed_on", flat=True)
    assert list(days) == [date(2026, 4, 2), date(2026, 3, 2), None]


def test_the_day_may_be_that_of_a_row_pointed_to(teams):
    team = TeamFactory(formed_on=None, imported_on=date(2026, 4, 9))
    row = InspectionFactory(team=team, entered_on=None)
    sheet = Sheet.listing(Inspection, "sample", "进驻", [], lambda row, period: (), on="team__formed_on")
    for month, found in ((3, []), (4, [row])):
        assert list(sheet.history.of(month_of(date(2026, month, 1)), None)) == found


def test_a_reader_gets_the_rows_they_see_and_the_late_ones_are_marked(teams, leader, team):
    sheet = listing(late=lambda row, as_of: row.formed_on < as_of)
    day = month_of(team.formed_on)
    assert drawn(sheet, day, leader)[0] == [(1, team.formed_on.month, None)]
    assert [row.overdue for row in sheet.rows(day, leader)] == [True]
    assert drawn(listing(seen=lambda user: Team.objects.none()), day, leader)[0] == []


def test_among_narrows_the_rows_down_as_of_the_end_of_the_month(teams):
    sheet = listing(among=lambda rows, as_of: rows.filter(formed_on=as_of.replace(day=2)))
    assert [row[1] for row in drawn(sheet, whole=True)[0]] == [4]
    assert [row[1] for row in drawn(sheet, month_of(date(2026, 3, 1)), whole=True)[0]] == [3]


def test_a_table_of_how_things_stand_is_the_same_in_either_form(db):
    sheet = Sheet("sample", "现状", [], lambda period, user: [(1,)])
    assert sheet.drawn(APRIL, None, whole=True) == sheet.drawn(APRIL, None, whole=False) == ([(1,)], ALL)
