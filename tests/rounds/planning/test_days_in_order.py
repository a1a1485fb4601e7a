"""The days of a round, its teams and its inspections do not run backwards; figures "as of" a day rest on that."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from core.workdays.reckoning import today
from rounds.inspections.services import enter_organization, leave_organization, record_feedback
from rounds.models import Inspection, Round
from rounds.planning.services import archive_round, end_field_stage, start_rectification, start_round
from rounds.teams.services import dissolve_team, set_up_team, update_team
from tests.factories import InspectionFactory, RoundFactory, TeamFactory

STARTED, ENTERED, LEFT = date(2026, 3, 2), date(2026, 3, 4), date(2026, 5, 20)
BEFORE_START, BEFORE_ENTRY, BEFORE_LEAVING = date(2026, 3, 1), date(2026, 3, 3), date(2026, 5, 19)


@pytest.fixture
def on_site(db):
    """A round on site since `STARTED`, with one team that has not entered its organization yet."""
    round = RoundFactory(number=30, started_on=STARTED)
    team = TeamFactory(round=round, formed_on=date(2026, 2, 25))
    return InspectionFactory(team=team, status=Inspection.Status.PLANNED, entered_on=None)


@pytest.fixture
def left(on_site, office):
    """The team was there from `ENTERED` to `LEFT`."""
    enter_organization(on_site, by=office, on=ENTERED)
    return leave_organization(on_site, by=office, on=LEFT)


def told(error) -> dict:
    return error.value.message_dict


def test_a_round_does_not_start_before_it_was_approved(office):
    round = RoundFactory(status=Round.Status.APPROVED, approved_on=date(2026, 2, 20))
    InspectionFactory(team=TeamFactory(round=round), status=Inspection.Status.PLANNED, entered_on=None)
    with pytest.raises(ValidationError) as error:
        start_round(round, by=office, on=date(2026, 2, 19))
    assert "2026-02-20" in told(error)["started_on"][0]
    assert "批准" in told(error)["started_on"][0]


def test_no_organization_is_entered_before_the_round_started(office, on_site):
    with pytest.raises(ValidationError) as error:
        enter_organization(on_site, by=office, on=BEFORE_START)
    assert "2026-03-02" in told(error)["entered_on"][0]


def test_a_team_does_not_leave_before_it_enters(office, on_site):
    enter_organization(on_site, by=office, on=ENTERED)
    with pytest.raises(ValidationError) as error:
        leave_organization(on_site, by=office, on=BEFORE_ENTRY)
    assert list(told(error)) == ["left_on"]


@pytest.mark.parametrize("day", [date(2020, 1, 1), BEFORE_LEAVING])
def test_the_field_stage_does_not_end_before_it_began_nor_before_a_team_left(office, left, day):
    with pytest.raises(ValidationError) as error:
        end_field_stage(left.team.round, by=office, on=day)
    assert list(told(error)) == ["field_ended_on"]
    end_field_stage(left.team.round, by=office, on=LEFT)


def test_feedback_is_not_given_before_the_team_left(office, left):
    with pytest.raises(ValidationError) as error:
        record_feedback(left, by=office, on=BEFORE_LEAVING)
    assert list(told(error)) == ["fed_back_on"]


def test_a_team_is_not_dissolved_before_it_left(office, left):
    with pytest.raises(ValidationError) as error:
        dissolve_team(left.team, by=office, on=BEFORE_LEAVING)
    assert list(told(error)) == ["dissolved_on"]
    dissolve_team(left.team, by=office, on=LEFT)


def test_a_team_is_not_formed_after_it_entered(office, left):
    with pytest.raises(ValidationError) as error:
        update_team(left.team, by=office, formed_on=date(2026, 3, 5))
    assert list(told(error)) == ["formed_on"]
    update_team(left.team, by=office, formed_on=ENTERED)


def test_a_team_is_not_formed_on_a_day_to_come(office, on_site):
    team, to_come = on_site.team, today() + timedelta(days=1)
    with pytest.raises(ValidationError) as formed:
        set_up_team(team.round, by=office, number=9, formed_on=to_come)
    with pytest.raises(ValidationError) as changed:
        update_team(team, by=office, formed_on=to_come)
    assert list(told(formed)) == list(told(changed)) == ["formed_on"]
    update_team(team, by=office, formed_on=today())


def test_rectification_and_archive_follow_in_order(office, left):
    round = end_field_stage(left.team.round, by=office, on=date(2026, 5, 29))
    with pytest.raises(ValidationError):
        start_rectification(round, by=office, on=date(2026, 5, 28))
    start_rectification(round, by=office, on=date(2026, 6, 30))
    dissolve_team(left.team, by=office, on=date(2026, 7, 10))
    for too_early in (date(2025, 1, 2), date(2026, 6, 29), date(2026, 7, 9)):
        with pytest.raises(ValidationError) as error:
            archive_round(round, by=office, on=too_early)
        assert list(told(error)) == ["archived_on"]
    archive_round(round, by=office, on=date(2026, 7, 10))


def test_the_page_says_which_day_is_in_the_way(browse, office, left):
    address = reverse("rounds:round_end", args=[left.team.round_id])
    page = browse(office).post(address, {"on": "2020-01-01"})
    assert "日期不能早于2026-05-20（撤点日期）。" in page.content.decode()
    assert Round.objects.get(pk=left.team.round_id).status == Round.Status.ON_SITE


@pytest.mark.parametrize(
    "days",
    [
        {"approved_on": ENTERED, "started_on": STARTED},
        {"started_on": STARTED, "field_ended_on": BEFORE_START},
        {"approved_on": STARTED, "field_ended_on": BEFORE_START},
        {"field_ended_on": LEFT, "rectifying_from": BEFORE_LEAVING},
        {"rectifying_from": LEFT, "archived_on": BEFORE_LEAVING},
    ],
)
def test_the_database_holds_the_days_of_a_round_in_order(db, days):
    with pytest.raises(IntegrityError):
        RoundFactory(**days)
