"""Every team is owed a leader by the day its round starts on."""

from datetime import date

import pytest

from personnel.duties import POST_LEADER
from personnel.postings.services import post_person, release_person
from rounds.models import Obligation, Round
from rounds.teams.services import dissolve_team, form_team
from tests.factories import PersonFactory, RoundFactory

TODAY = date(2026, 11, 23)
STARTS = date(2026, 12, 7)


@pytest.fixture(autouse=True)
def _november(clock):
    clock.set("2026-11-23 10:00")


@pytest.fixture
def new_team(office):
    plan = RoundFactory(
        status=Round.Status.PREPARING, approved_on=None, starts_on=STARTS, field_ends_on=date(2027, 1, 29)
    )
    return form_team(plan, by=office, number=3, formed_on=TODAY)


def owed():
    return Obligation.objects.get(node=POST_LEADER, met_on=None)


def post(team, office, role="leader"):
    return post_person(team, by=office, person=PersonFactory(), role=role, on=TODAY)


def test_a_new_team_is_owed_its_leader(new_team):
    assert (owed().subject, owed().due_on, owed().round) == (new_team, STARTS, new_team.round)
    assert owed().title == f"为{new_team.round}{new_team}派出组长"
    assert owed().owner == "巡察办"


def test_a_member_is_no_leader(new_team, office):
    post(new_team, office, role="member")
    assert owed().is_open


def test_with_the_leader_nothing_is_owed(new_team, office):
    post(new_team, office)
    assert not Obligation.objects.open().filter(node=POST_LEADER).exists()


def test_when_the_leader_is_released_another_is_owed(new_team, office):
    release_person(post(new_team, office), by=office, on=TODAY)
    assert owed().is_open


def test_a_team_that_is_gone_misses_no_leader(new_team, office):
    dissolve_team(new_team, by=office, on=TODAY)
    assert owed().cancelled_on == TODAY
