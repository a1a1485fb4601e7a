"""A round from plan to archive: who takes each step, in which order, with which facts."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.workflow.moves import IllegalStep
from personnel.postings.services import post_person
from rounds.models import Inspection, InspectionKind, Round
from rounds.organizations.services import add_organization, update_organization
from rounds.planning.services import (
    approve_round,
    archive_round,
    create_round,
    delete_round,
    end_field_stage,
    return_round_plan,
    start_rectification,
    start_round,
    submit_round,
    update_round,
)
from rounds.teams.services import dissolve_team
from tests.factories import (
    InspectionFactory,
    OrganizationFactory,
    PersonFactory,
    PostingFactory,
    RoundFactory,
    TeamFactory,
    put,
)
from tests.rounds.plans import complete, submitted

PLAN = {
    "number": 19,
    "term": "七届",
    "kind": InspectionKind.ROUTINE,
    "theme": "常规巡察",
    "starts_on": date(2026, 9, 1),
    "field_ends_on": date(2026, 10, 30),
}


@pytest.fixture
def plan(db):
    return RoundFactory(status=Round.Status.PREPARING, approved_on=None)


@pytest.fixture
def approved(db):
    return RoundFactory(status=Round.Status.APPROVED)


def test_the_office_creates_a_round(office):
    round = create_round(by=office, **PLAN)
    assert round.status == Round.Status.PREPARING
    assert round.events.get().pgh_context["actor"] == office.pk


def test_nobody_else_creates_a_round(leadinggroup, leader, sysadmin):
    for user in (leadinggroup, leader, sysadmin):
        with pytest.raises(Refused):
            create_round(by=user, **PLAN)


def test_a_round_number_is_taken_once(office, plan):
    with pytest.raises(ValidationError) as error:
        create_round(by=office, **PLAN | {"number": plan.number})
    assert "number" in error.value.message_dict


def test_a_round_does_not_end_before_it_starts(office):
    with pytest.raises(ValidationError):
        create_round(by=office, **PLAN | {"field_ends_on": date(2026, 8, 31)})


def test_a_plan_can_be_changed(office, plan):
    update_round(plan, by=office, theme="专项巡察")
    plan.refresh_from_db()
    assert plan.theme == "专项巡察"


def test_an_approved_plan_is_not_changed(office, approved):
    with pytest.raises(IllegalStep):
        update_round(approved, by=office, theme="专项巡察")


def test_a_round_saved_twice_is_refused_the_second_time(office, plan):
    create_round(by=office, **PLAN)
    with pytest.raises(ValidationError, match="巡察主题"):
        create_round(by=office, **PLAN | {"number": 20})
    create_round(by=office, **PLAN | {"number": 20, "theme": "专项巡察"})
    with pytest.raises(ValidationError, match="巡察主题"):
        update_round(plan, by=office, theme=PLAN["theme"], starts_on=PLAN["starts_on"])


def test_the_office_deletes_an_empty_plan_and_leaves_a_trace(office, plan):
    number = plan.pk
    delete_round(plan, by=office)
    assert not Round.objects.exists()
    last = Round.pgh_event_model.objects.filter(pgh_obj_id=number).latest("pgh_id")
    assert (last.pgh_label, last.pgh_context["actor"]) == ("delete", office.pk)


def test_a_plan_with_a_team_is_not_deleted_even_once_it_is_dissolved(office, plan):
    TeamFactory(round=plan, dissolved_on=plan.starts_on)
    with pytest.raises(IllegalStep, match="巡察组"):
        delete_round(plan, by=office)


def test_an_approved_round_is_not_deleted(office, approved):
    with pytest.raises(IllegalStep):
        delete_round(approved, by=office)


def test_nobody_else_deletes_a_plan(leadinggroup, leader, plan):
    for user in (leadinggroup, leader):
        with pytest.raises(Refused):
            delete_round(plan, by=user)


def test_the_leading_group_approves_on_a_recorded_day(office, leadinggroup, plan):
    submitted(plan, office)
    approve_round(plan, by=leadinggroup, on=date(2026, 2, 20))
    plan.refresh_from_db()
    assert (plan.status, plan.approved_on) == (Round.Status.APPROVED, date(2026, 2, 20))


def test_the_office_does_not_approve_its_own_plan(office, plan):
    submitted(plan, office)
    with pytest.raises(Refused):
        approve_round(plan, by=office, on=date(2026, 2, 20))


def test_a_plan_is_not_approved_on_a_day_to_come(office, leadinggroup, plan):
    submitted(plan, office)
    with pytest.raises(ValidationError):
        approve_round(plan, by=leadinggroup, on=date(2099, 1, 1))


def test_a_returned_plan_is_in_preparation_again_and_the_reason_is_kept(leadinggroup, approved):
    return_round_plan(approved, by=leadinggroup, reason="请补充两家单位")
    approved.refresh_from_db()
    assert (approved.status, approved.approved_on) == (Round.Status.PREPARING, None)
    assert approved.events.latest("pgh_id").pgh_context["reason"] == "请补充两家单位"


def test_a_plan_nobody_submitted_is_not_approved(leadinggroup, plan):
    with pytest.raises(IllegalStep):
        approve_round(complete(plan), by=leadinggroup, on=date(2026, 2, 20))


def test_a_submitted_plan_is_returned_with_a_reason_and_changed_then(office, leadinggroup, plan):
    submitted(plan, office)
    with pytest.raises(IllegalStep, match="正在领导小组审批中"):
        update_round(plan, by=office, theme="专项巡察")
    with pytest.raises(ValidationError):
        return_round_plan(plan, by=leadinggroup, reason=" ")
    return_round_plan(plan, by=leadinggroup, reason="请补充两家单位")
    update_round(plan, by=office, theme="专项巡察")
    assert submitted(plan, office).status == Round.Status.SUBMITTED


def test_only_the_office_submits_a_plan(leadinggroup, leader, plan):
    for user in (leadinggroup, leader):
        with pytest.raises(Refused):
            submitted(plan, user)


LACKING = {
    "people": "第九巡察组尚未派出人员",
    "leader": "第九巡察组尚未派出组长",
    "work": "第九巡察组尚未安排被巡察党组织",
}


@pytest.mark.parametrize("lacks", LACKING)
def test_a_plan_with_an_incomplete_team_is_neither_submitted_nor_approved(office, leadinggroup, plan, lacks):
    team = TeamFactory(round=complete(plan), number=9)
    if lacks != "people":
        PostingFactory(team=team, role="member" if lacks == "leader" else "leader")
    if lacks != "work":
        InspectionFactory(team=team, status=Inspection.Status.PLANNED, entered_on=None)
    with pytest.raises(IllegalStep, match=LACKING[lacks]):
        submit_round(plan, by=office)
    put(Round.objects.filter(pk=plan.pk), Round.Status.SUBMITTED)
    with pytest.raises(IllegalStep, match=LACKING[lacks]):
        approve_round(Round.objects.get(), by=leadinggroup, on=date(2026, 2, 20))


def test_a_plan_without_teams_is_not_submitted(office, plan):
    with pytest.raises(IllegalStep, match="尚未组建巡察组"):
        submit_round(plan, by=office)


def test_the_page_of_the_decision_shows_what_is_decided(browse, office, leadinggroup, plan):
    submitted(plan, office)
    return_round_plan(plan, by=leadinggroup, reason="请补充两家单位")
    team = plan.teams.get()
    people = {role: PersonFactory() for role in ("deputy", "liaison", "member")}
    for role, person in people.items():
        post_person(team, by=office, person=person, role=role, on=plan.starts_on)
    submit_round(plan, by=office)
    page = browse(leadinggroup).get(f"{plan.get_absolute_url()}approve/").content.decode()
    for words in [
        *map(str, people.values()),
        str(team),
        team.inspections.get().organization.name,
        "共1个巡察组、4人、1个党组织",
    ]:
        assert words in page, words
    assert "请补充两家单位" in page


def test_the_office_does_not_return_a_plan(office, approved):
    with pytest.raises(Refused):
        return_round_plan(approved, by=office, reason="改")


def test_a_round_starts_with_teams_that_have_organizations(office, approved):
    InspectionFactory(team=TeamFactory(round=approved), status=Inspection.Status.PLANNED, entered_on=None)
    start_round(approved, by=office, on=date(2026, 3, 2))
    approved.refresh_from_db()
    assert (approved.status, approved.started_on) == (Round.Status.ON_SITE, date(2026, 3, 2))


def test_a_round_without_teams_does_not_start(office, approved):
    with pytest.raises(IllegalStep):
        start_round(approved, by=office, on=date(2026, 3, 2))


def test_a_round_with_an_idle_team_does_not_start(office, approved):
    InspectionFactory(team=TeamFactory(round=approved), status=Inspection.Status.PLANNED, entered_on=None)
    TeamFactory(round=approved)
    with pytest.raises(IllegalStep):
        start_round(approved, by=office, on=date(2026, 3, 2))


def test_a_plan_not_approved_does_not_start(office, plan):
    InspectionFactory(team=TeamFactory(round=plan), status=Inspection.Status.PLANNED, entered_on=None)
    with pytest.raises(IllegalStep):
        start_round(plan, by=office, on=date(2026, 3, 2))


def test_the_end_of_the_field_stage_takes_the_teams_out(office, inspection, other_inspection):
    end_field_stage(inspection.team.round, by=office, on=date(2026, 5, 29))
    for row in (inspection, other_inspection):
        row.refresh_from_db()
        assert (row.status, row.left_on) == (Inspection.Status.REPORTING, date(2026, 5, 29))
    assert Round.objects.completed(date(2026, 5, 29)).count() == 1
    assert Round.objects.completed(date(2026, 5, 28)).count() == 0


def test_the_field_stage_does_not_end_with_an_organization_not_entered(office, inspection):
    planned = InspectionFactory(team=inspection.team, status=Inspection.Status.PLANNED, entered_on=None)
    with pytest.raises(IllegalStep) as error:
        end_field_stage(inspection.team.round, by=office, on=date(2026, 5, 29))
    assert str(planned.organization) in str(error.value)
    inspection.refresh_from_db()
    assert inspection.status == Inspection.Status.ON_SITE


def test_the_field_stage_does_not_end_before_an_entry(office, inspection):
    with pytest.raises(ValidationError):
        end_field_stage(inspection.team.round, by=office, on=date(2026, 3, 1))
    inspection.team.round.refresh_from_db()
    assert inspection.team.round.status == Round.Status.ON_SITE


def test_a_leader_does_not_end_the_field_stage(leader, inspection):
    with pytest.raises(Refused):
        end_field_stage(inspection.team.round, by=leader, on=date(2026, 5, 29))


def test_a_round_is_rectified_and_archived(office, inspection):
    round = inspection.team.round
    end_field_stage(round, by=office, on=date(2026, 5, 29))
    start_rectification(round, by=office, on=date(2026, 6, 30))
    dissolve_team(inspection.team, by=office, on=date(2026, 7, 1))
    archive_round(round, by=office, on=date(2026, 11, 1))
    round.refresh_from_db()
    assert (round.status, round.rectifying_from, round.archived_on) == (
        Round.Status.ARCHIVED,
        date(2026, 6, 30),
        date(2026, 11, 1),
    )


def test_a_round_with_teams_is_not_archived(office, team):
    round = RoundFactory(number=17, status=Round.Status.RECTIFYING)
    TeamFactory(round=round, number=2)
    with pytest.raises(IllegalStep, match="第二巡察组尚未撤销"):
        archive_round(round, by=office, on=date(2026, 11, 1))


def test_steps_cannot_be_passed_over(office, round_):
    with pytest.raises(IllegalStep):
        archive_round(round_, by=office, on=date(2026, 11, 1))


def test_an_organization_is_entered_once_in_the_register(office):
    facts = {"name": "市教育局党组", "category": "市直部门", "level": "city", "district": "市直"}
    add_organization(by=office, **facts)
    with pytest.raises(ValidationError):
        add_organization(by=office, **facts)


def test_the_office_corrects_an_organization(office, organization):
    update_organization(organization, by=office, secretary="王立新")
    organization.refresh_from_db()
    assert organization.secretary == "王立新"


def test_others_keep_no_organizations(leader, liaison, leadinggroup, organization):
    for user in (leader, liaison, leadinggroup):
        with pytest.raises(Refused):
            update_organization(organization, by=user, secretary="王立新")
        with pytest.raises(Refused):
            add_organization(by=user, name="新单位", category="市直部门", level="city")


def test_organizations_sort_by_pinyin(db):
    for name in ("市水利局党组", "市财政局党组", "安平县委"):
        OrganizationFactory(name=name)
    names = list(type(OrganizationFactory.build()).objects.values_list("name", flat=True))
    assert names == ["安平县委", "市财政局党组", "市水利局党组"]
