"""Figures that count rows by the day a fact became true: the number, and the list behind it."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse

from core.reports.counted import Listed
from core.reports.figures import Figure
from core.reports.period import Period
from rounds.models import Inspection, Team
from tests.factories import InspectionFactory, TeamFactory

DAY = date(2026, 4, 15)
APRIL = Period(date(2026, 4, 1), date(2026, 4, 30))


def counting(model, **options):
    return Figure.counting(model, "sample", "样例", "个", **{"listed": None} | options)


@pytest.fixture
def teams(db):
    """Three teams formed one month after the other; the second exists for ten days."""
    for month, dissolved_on in ((3, None), (4, date(2026, 4, 12)), (5, None)):
        TeamFactory(formed_on=date(2026, month, 2), dissolved_on=dissolved_on)


def test_what_became_true_by_the_day_is_counted(teams):
    figure = counting(Team, on="formed_on")
    assert [figure.compute(date(2026, 4, day), None, None) for day in (1, 2, 30)] == [1, 2, 2]


def test_of_a_period_what_became_true_within_it_and_by_the_day_is_counted(teams):
    figure = counting(Team, on="formed_on")
    assert figure.compute(APRIL.end, APRIL, None) == 1
    assert figure.compute(date(2026, 4, 1), APRIL, None) == 0


def test_what_has_ended_is_counted_up_to_the_day_before(teams):
    figure = counting(Team, on="formed_on", until="dissolved_on")
    assert [figure.compute(date(2026, 4, day), None, None) for day in (11, 12)] == [2, 1]
    assert figure.compute(APRIL.end, APRIL, None) == 0  # at the end of the month nothing of it is left to be new
    assert figure.compute(date(2026, 4, 11), APRIL, None) == 1


def test_what_the_rows_point_to_is_counted_once(organization):
    for day in (1, 2):
        InspectionFactory(organization=organization, entered_on=date(2026, 4, day))
    InspectionFactory(entered_on=None)
    twice = InspectionFactory(entered_on=date(2026, 3, 1))
    InspectionFactory(organization=twice.organization, entered_on=date(2026, 4, 3))
    figure = counting(Inspection, on="entered_on", of="organization")
    assert [figure.compute(DAY, period, None) for period in (None, APRIL)] == [2, 1]
    assert counting(Inspection, on="entered_on").compute(DAY, APRIL, None) == 3


def test_of_rows_that_a_ledger_brings_without_their_day_none_is_new_in_a_month(teams):
    Team.objects.update(formed_on=None, dissolved_on=None, imported_on=date(2026, 4, 3))
    for options in ({}, {"until": "dissolved_on"}, {"of": "round"}):
        figure = counting(Team, on="formed_on", **options)
        assert [figure.compute(APRIL.end, period, None) for period in (None, APRIL)] == [3, 0]


def test_what_counts_on_some_days_only_is_new_from_the_first_of_them(teams):
    """As an item overdue from the day after its due day: of the days of a row that is not the one it is counted by."""
    figure = counting(Team, on="formed_on", among=lambda rows, as_of: rows.filter(formed_on__lt=as_of))
    Team.objects.filter(formed_on__month=3).update(formed_on=date(2026, 3, 31))
    Team.objects.filter(formed_on__month=5).update(formed_on=date(2026, 4, 30))
    assert figure.compute(APRIL.end, APRIL, None) == 2  # those of 31 March and 2 April


def test_amounts_of_the_rows_a_reader_sees_are_added_up(teams, leader, team):
    figure = Figure.summing(Team, "sample", "样例", "组", amount="number", on="formed_on", listed=None)
    Team.objects.exclude(pk=team.pk).update(number=40)
    assert [figure.compute(APRIL.end, period, None) for period in (None, APRIL)] == [80 + team.number, 40]
    assert figure.compute(date(2000, 1, 1), None, None) == 0
    assert figure.compute(APRIL.end, None, leader) == team.number


def test_of_two_inspections_of_one_organization_each_is_counted(organization):
    for day in (1, 2):
        InspectionFactory(organization=organization, entered_on=date(2026, 4, day))
    InspectionFactory(entered_on=None)
    assert counting(Inspection, on="entered_on").compute(DAY, None, None) == 2
    assert counting(Inspection, on="entered_on", of="organization").compute(DAY, None, None) == 1


def test_among_narrows_the_rows_down_as_of_the_day(teams):
    figure = counting(Team, on="formed_on", among=lambda rows, as_of: rows.filter(dissolved_on__lte=as_of))
    assert [figure.compute(date(2026, 4, day), None, None) for day in (11, 12)] == [0, 1]


def test_a_reader_counts_what_they_see(teams, leader, team):
    day = date(2026, 12, 1)
    assert counting(Team, on="formed_on").compute(day, None, leader) == 1
    blind = counting(Team, on="formed_on", seen=lambda user: Team.objects.none())
    assert blind.compute(day, None, leader) == 0


def test_the_list_behind_a_number_is_an_address_with_the_day(db):
    figure = counting(Team, on="formed_on", listed=Listed("rounds:teams", "formed_by", current="true"))
    address = urlsplit(figure.link(DAY))
    assert address.path == reverse("rounds:teams")
    assert dict(parse_qsl(address.query)) == {"current": "true", "formed_by": "2026-04-15"}
