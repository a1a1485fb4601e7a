"""A plan whose approval was taken back lies with the office until something of it is changed."""

from datetime import date

import pytest

from core.workflow.moves import IllegalStep
from core.workflow.steps import steps_for
from core.worklist.duties import duties_of
from personnel.postings.services import post_person
from rounds.models import Round
from rounds.planning.services import approve_round, create_round, return_round_plan, submit_round, update_round
from rounds.returns import RETURNED_ROUND
from rounds.teams.services import form_team
from tests.factories import PersonFactory
from tests.rounds.plans import submitted

STARTS, ENDS = date(2026, 3, 2), date(2026, 5, 29)
OPINION = "请补充两家单位"
BAND = "returned-band"


@pytest.fixture
def returned(office, leadinggroup):
    round = create_round(by=office, number=19, term="七届", theme="常规巡察", starts_on=STARTS, field_ends_on=ENDS)
    form_team(round, by=office, number=1, formed_on=STARTS)
    approve_round(submitted(round, office), by=leadinggroup, on=STARTS)
    return return_round_plan(round, by=leadinggroup, reason=OPINION)


def asked_of(user) -> list[str]:
    return [duty.title for duty in duties_of(user) if "方案" in duty.title]


def main_buttons(round, user) -> set[str]:
    return {step.name for step in steps_for(round, user) if step.primary and not step.blocked}


def lies_unchanged(round, office) -> bool:
    """What the row says; the set that the worklist reads must say the same."""
    unchanged = RETURNED_ROUND.is_unmended(round)
    assert (round in Round.objects.returned_to(office)) == unchanged
    return unchanged


def test_a_returned_plan_is_on_the_list_of_the_office_and_not_asked_of_the_leading_group(
    returned, office, leadinggroup
):
    assert lies_unchanged(returned, office)
    assert asked_of(office) == ["退回修改：第十九轮巡察方案"]
    assert asked_of(leadinggroup) == []
    assert main_buttons(returned, office) == {"change"}


def test_changed_it_is_submitted_and_asked_of_the_leading_group_again(returned, office, leadinggroup):
    update_round(returned, by=office, theme="专项巡察")
    assert not lies_unchanged(returned, office)
    assert asked_of(office) == ["提交第十九轮巡察方案"]
    assert asked_of(leadinggroup) == []
    assert main_buttons(returned, office) == {"submit"}
    submit_round(returned, by=office)
    assert asked_of(office) == []
    assert asked_of(leadinggroup) == ["审批第十九轮巡察方案"]


def test_unchanged_it_is_not_submitted_again(returned, office):
    with pytest.raises(IllegalStep):
        submit_round(returned, by=office)


def test_a_plan_saved_as_it_stood_is_not_changed(returned, office):
    update_round(returned, by=office, theme=returned.theme)
    assert lies_unchanged(returned, office)


@pytest.mark.django_db(transaction=True)
def test_another_person_is_a_change(returned, office):
    post_person(returned.teams.get(), by=office, person=PersonFactory(), role="member", on=STARTS)
    assert not lies_unchanged(returned, office)


@pytest.mark.django_db(transaction=True)
def test_another_team_is_a_change(returned, office):
    form_team(returned, by=office, number=2, formed_on=STARTS)
    assert not lies_unchanged(returned, office)


def test_returned_a_second_time_it_is_changed_a_second_time(returned, office, leadinggroup):
    update_round(returned, by=office, theme="专项巡察")
    approve_round(submitted(returned, office), by=leadinggroup, on=STARTS)
    return_round_plan(returned, by=leadinggroup, reason=OPINION)
    assert lies_unchanged(returned, office)


def test_a_plan_that_was_never_approved_is_not_returned(office, leadinggroup):
    round = create_round(by=office, number=19, term="七届", theme="常规巡察", starts_on=STARTS, field_ends_on=ENDS)
    assert not lies_unchanged(round, office)
    assert main_buttons(round, office) == set()


def test_the_page_says_to_the_office_first_that_the_plan_came_back(returned, browse, office, leadinggroup):
    page = browse(office).get(returned.get_absolute_url()).content.decode()
    assert page.index(BAND) < page.index('class="record"')
    assert OPINION in page.split(BAND)[1].split("</section>")[0]
    assert BAND not in browse(leadinggroup).get(returned.get_absolute_url()).content.decode()


def test_the_worklist_of_the_office_shows_the_opinion(returned, browse, office):
    lines = [(duty.title, duty.opinion) for duty in duties_of(office) if duty.opinion]
    assert lines == [(f"退回修改：{returned}巡察方案", OPINION)]
    assert f"退回意见：{OPINION}" in browse(office).get("/").content.decode()
