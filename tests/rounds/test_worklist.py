"""What rounds and teams put on whose worklist."""

from datetime import date

import pytest

from core.search.registry import search
from core.ui import menu
from core.workflow.steps import steps_for
from core.worklist.duties import duties_of
from rounds.models import Inspection, Round
from tests.factories import InspectionFactory, PostingFactory, RoundFactory, TeamFactory


def titles(user):
    return [duty.title for duty in duties_of(user)]


def test_the_leading_group_approves_plans_that_were_submitted(leadinggroup, office):
    RoundFactory(number=20, status=Round.Status.PREPARING, approved_on=None)
    plan = RoundFactory(number=19, status=Round.Status.SUBMITTED, approved_on=None)
    duties = [duty for duty in duties_of(leadinggroup) if duty.url.endswith("/approve/")]
    assert [duty.due_on for duty in duties] == [plan.starts_on]
    assert not [duty for duty in duties_of(office) if duty.url.endswith("/approve/")]


def test_the_office_moves_rounds_on_and_posts_leaders(office, leadinggroup):
    round = RoundFactory(number=19, status=Round.Status.APPROVED)
    led, waiting = TeamFactory(round=round, number=1), TeamFactory(round=round, number=2)
    PostingFactory(team=led, role="leader")
    urls = {duty.url for duty in duties_of(office)}
    assert round.get_absolute_url() in urls
    assert f"/teams/{waiting.pk}/apply-posting/" in urls
    assert f"/teams/{led.pk}/apply-posting/" not in urls
    assert not {duty.url for duty in duties_of(leadinggroup)} & urls


def test_a_leader_records_the_entry(leader, member, inspection):
    planned = InspectionFactory(team=inspection.team, status=Inspection.Status.PLANNED, entered_on=None)
    [duty] = [duty for duty in duties_of(leader) if duty.url.endswith("/enter/")]
    assert (str(planned.organization) in duty.title, duty.due_on) == (True, date(2026, 3, 2))
    assert not [duty for duty in duties_of(member) if duty.url.endswith("/enter/")]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (
            "office",
            {"rounds:rounds", "rounds:teams", "rounds:inspections", "rounds:organizations", "personnel:people"},
        ),
        (
            "leader",
            {"rounds:rounds", "rounds:teams", "rounds:inspections", "rounds:organizations", "personnel:people"},
        ),
        ("liaison", {"rounds:organizations"}),
        ("discipline", set()),
        ("sysadmin", {"personnel:accounts"}),
        ("auditor", {"trail", "personnel:accounts"}),
    ],
)
def test_everyone_has_the_menu_of_their_work(request, inspection, role, expected):
    ours = {"rounds:rounds", "rounds:teams", "rounds:inspections", "rounds:organizations"}
    ours |= {"personnel:people", "personnel:accounts", "trail"}
    user = request.getfixturevalue(role)
    assert {entry.url_name for entry in menu.entries_for(user)} & ours == expected


def test_the_menu_counts_what_waits(leadinggroup, office, inspection):
    TeamFactory(round=RoundFactory(status=Round.Status.SUBMITTED, approved_on=None))
    for user, address, count in ((leadinggroup, "rounds:rounds", 1), (office, "rounds:inspections", 1)):
        counts = {entry.url_name: number for entry, number in menu.counts_for(user)}
        assert counts[address] == count


def test_the_search_finds_by_pinyin_what_the_reader_sees(office, leader, other_inspection, inspection):
    def found(user, words):
        return {str(row) for hits in search(user, words) for row, _words in hits.rows}

    assert str(inspection.organization) in found(office, "sczj")
    assert str(inspection.organization) in found(leader, "财政")
    assert str(other_inspection.organization) not in found(leader, str(other_inspection.organization)[:3])
    assert leader.person.name in found(office, leader.person.name)


def test_plans_to_approve_cost_one_statement_however_many_there_are(leadinggroup, django_assert_num_queries):
    plans = [RoundFactory(number=number, status=Round.Status.SUBMITTED, approved_on=None) for number in (19, 20, 21)]
    assert set(Round.objects.approvable_by(leadinggroup)) == set(plans)
    with django_assert_num_queries(1):
        list(Round.objects.approvable_by(leadinggroup))


def test_a_team_without_leader_offers_the_office_to_post_one(office, leadinggroup):
    team = TeamFactory(round=RoundFactory(number=19, status=Round.Status.APPROVED))
    assert "post_leader" in [step.name for step in steps_for(team, office)]
    assert "post_leader" not in [step.name for step in steps_for(team, leadinggroup)]
    PostingFactory(team=team, role="leader")
    assert "post_leader" not in [step.name for step in steps_for(team, office)]
