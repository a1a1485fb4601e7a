"""Teams and what they inspect: formed, assigned, entered, left, dissolved."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.workflow.moves import IllegalStep
from personnel.models import Posting, User
from personnel.postings.services import post_person
from rounds.inspections.services import (
    assign_organization,
    enter_organization,
    give_organization,
    leave_organization,
    record_feedback,
    take_organization_out,
    unassign_organization,
)
from rounds.models import Inspection, InspectionKind, Round, Team
from rounds.teams.services import dissolve_team, form_team, set_up_team, update_team
from tests.factories import (
    InspectionFactory,
    OrganizationFactory,
    PersonFactory,
    PostingFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
)

FORMED = {"number": 7, "formed_on": date(2026, 2, 25)}
ROUTINE = InspectionKind.ROUTINE


@pytest.fixture
def planned(team, organization):
    return InspectionFactory(team=team, organization=organization, status=Inspection.Status.PLANNED, entered_on=None)


@pytest.fixture
def plan(db):
    return RoundFactory(number=20, status=Round.Status.PREPARING, approved_on=None)


@pytest.fixture
def new_team(plan):
    """A team of a plan in preparation."""
    return TeamFactory(round=plan)


def test_the_office_forms_a_team(office, plan):
    team = form_team(plan, by=office, **FORMED)
    assert list(plan.teams.all()) == [team]
    assert list(Team.objects.formed(date(2026, 2, 25))) == [team]


def test_others_form_no_team(leadinggroup, leader, plan):
    for user in (leadinggroup, leader):
        with pytest.raises(Refused):
            form_team(plan, by=user, **FORMED)


def test_a_team_number_is_taken_once_a_round(office, plan):
    form_team(plan, by=office, **FORMED)
    with pytest.raises(ValidationError):
        form_team(plan, by=office, **FORMED)


def test_the_same_number_in_another_round_is_another_team(office, plan):
    form_team(plan, by=office, **FORMED)
    assert form_team(RoundFactory(status=Round.Status.PREPARING), by=office, **FORMED).pk


def test_no_team_is_formed_after_the_field_stage(office):
    with pytest.raises(IllegalStep):
        set_up_team(RoundFactory(status=Round.Status.REPORTING), by=office, **FORMED)


@pytest.mark.parametrize("status", [each for each in Round.Status if each != Round.Status.PREPARING])
def test_a_plan_that_was_submitted_or_approved_is_not_changed(office, organization, status):
    round = RoundFactory(status=status)
    team = TeamFactory(round=round, number=1)
    planned = InspectionFactory(team=team, status=Inspection.Status.PLANNED, entered_on=None)
    for change in (
        lambda: form_team(round, by=office, **FORMED),
        lambda: assign_organization(team, by=office, organization=organization, kind=ROUTINE),
        lambda: unassign_organization(planned, by=office),
        lambda: post_person(team, by=office, person=PersonFactory(), role="member", on=FORMED["formed_on"]),
    ):
        with pytest.raises(IllegalStep):
            change()
    with pytest.raises(ValidationError):
        update_team(team, by=office, number=9)
    assert not Posting.objects.exists()
    assert list(Inspection.objects.values_list("team__number")) == [(1,)]


def test_an_organization_is_assigned_to_a_team(office, new_team, organization):
    inspection = assign_organization(new_team, by=office, organization=organization, kind=ROUTINE)
    assert (inspection.status, inspection.entered_on) == (Inspection.Status.PLANNED, None)


def test_an_organization_is_inspected_once_a_round(office, new_team):
    taken = InspectionFactory(team=TeamFactory(round=new_team.round))
    with pytest.raises(ValidationError):
        assign_organization(new_team, by=office, organization=taken.organization, kind=ROUTINE)


def test_an_organization_comes_again_in_another_round(office, inspection):
    again = TeamFactory(round=RoundFactory(number=19, status=Round.Status.PREPARING))
    assign_organization(again, by=office, organization=inspection.organization, kind=InspectionKind.LOOK_BACK)
    assert Inspection.objects.look_backs().count() == 1


def test_others_assign_nothing(leader, leadinggroup, new_team):
    for user in (leader, leadinggroup):
        with pytest.raises(Refused):
            assign_organization(new_team, by=user, organization=OrganizationFactory(), kind=ROUTINE)


def test_a_team_does_not_get_an_organization_a_member_is_recused_from(office, new_team):
    posting = PostingFactory(team=new_team)
    recusal = RecusalFactory(person=posting.person)
    with pytest.raises(Refused) as refused:
        assign_organization(new_team, by=office, organization=recusal.organization, kind=ROUTINE)
    assert posting.person.name in str(refused.value)
    assert not Inspection.objects.filter(organization=recusal.organization).exists()


def test_office_staff_recused_from_an_organization_do_not_assign_it(office, new_team, organization):
    office.person = RecusalFactory(organization=organization).person
    office.save()
    with pytest.raises(Refused):
        assign_organization(new_team, by=User.objects.get(pk=office.pk), organization=organization, kind=ROUTINE)


def test_a_planned_organization_can_be_taken_out(office, new_team):
    planned = InspectionFactory(team=new_team, status=Inspection.Status.PLANNED, entered_on=None)
    unassign_organization(planned, by=office)
    assert not Inspection.objects.exists()


def test_an_entered_organization_cannot_be_taken_out(office, inspection):
    with pytest.raises(IllegalStep):
        take_organization_out(inspection, by=office)
    assert Inspection.objects.filter(pk=inspection.pk).exists()


def test_leader_and_deputy_and_office_record_the_entry(office, planned, team):
    enter_organization(planned, by=office, on=date(2026, 3, 2))
    planned.refresh_from_db()
    assert (planned.status, planned.entered_on) == (Inspection.Status.ON_SITE, date(2026, 3, 2))


def test_the_leader_records_the_leaving(leader, inspection):
    leave_organization(inspection, by=leader, on=date(2026, 5, 20))
    inspection.refresh_from_db()
    assert (inspection.status, inspection.left_on) == (Inspection.Status.REPORTING, date(2026, 5, 20))


def test_the_deputy_records_the_leaving(deputy, inspection):
    leave_organization(inspection, by=deputy, on=date(2026, 5, 20))
    assert inspection.status == Inspection.Status.REPORTING


def test_members_strangers_and_the_organization_record_no_inspection(
    member, stranger_leader, secretary, leadinggroup, inspection
):
    for user in (member, stranger_leader, secretary, leadinggroup):
        with pytest.raises(Refused):
            leave_organization(inspection, by=user, on=date(2026, 5, 20))


def test_a_team_does_not_leave_before_it_enters(leader, inspection):
    with pytest.raises(ValidationError):
        leave_organization(inspection, by=leader, on=date(2026, 3, 1))


def test_no_entry_before_the_round_is_on_site(office):
    team = TeamFactory(round=RoundFactory(status=Round.Status.APPROVED))
    early = InspectionFactory(team=team, status=Inspection.Status.PLANNED, entered_on=None)
    with pytest.raises(IllegalStep):
        enter_organization(early, by=office, on=date(2026, 3, 2))


def test_feedback_follows_the_report(office, inspection):
    with pytest.raises(IllegalStep):
        record_feedback(inspection, by=office, on=date(2026, 7, 1))
    leave_organization(inspection, by=office, on=date(2026, 5, 20))
    record_feedback(inspection, by=office, on=date(2026, 7, 1))
    inspection.refresh_from_db()
    assert (inspection.status, inspection.fed_back_on) == (Inspection.Status.FED_BACK, date(2026, 7, 1))


def test_a_team_on_site_is_not_dissolved(office, inspection):
    with pytest.raises(IllegalStep):
        dissolve_team(inspection.team, by=office, on=date(2026, 6, 1))


def test_dissolving_a_team_ends_the_access_of_its_members(office, leader, inspection):
    leave_organization(inspection, by=office, on=date(2026, 5, 20))
    dissolve_team(inspection.team, by=office, on=date(2026, 6, 1))
    again = User.objects.get(pk=leader.pk)
    assert not Inspection.objects.visible_to(again).exists()
    assert Posting.objects.filter(released_on=None).exists()


def test_a_dissolved_team_takes_nothing_more(office, team):
    dissolve_team(team, by=office, on=date(2026, 6, 1))
    with pytest.raises(IllegalStep):
        give_organization(team, by=office, organization=OrganizationFactory(), kind=ROUTINE)
    with pytest.raises(IllegalStep):
        update_team(team, by=office, phone="1")
    with pytest.raises(IllegalStep):
        dissolve_team(team, by=office, on=date(2026, 6, 1))
