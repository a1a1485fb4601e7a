"""What is added to an approved plan, or taken out, is decided on by somebody else than who applied for it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.access.reach import Refused
from core.access.roles import Role
from core.models import Notice
from core.workflow.moves import IllegalStep
from core.workflow.steps import steps_for
from core.worklist.duties import duties_of
from personnel.models import PlanChange, Posting, RoleGrant, User
from personnel.plan_changes.services import (
    apply_for_organization,
    apply_for_posting,
    apply_for_team,
    apply_for_withdrawal,
    approve_change,
    return_change,
)
from personnel.postings.services import release_person
from rounds.models import Inspection, Round, Team
from rounds.planning.services import approve_round, return_round_plan, submit_round, update_round
from tests.factories import (
    InspectionFactory,
    OrganizationFactory,
    PersonFactory,
    PostingFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
    UserFactory,
    fresh,
    put,
)

NOW = date(2026, 11, 23)
WHY = "原定人员因病退出"


@pytest.fixture(autouse=True)
def _november(clock):
    clock.set("2026-11-23 10:00")


@pytest.fixture
def planned(team, organization):
    return InspectionFactory(team=team, organization=organization, status=Inspection.Status.PLANNED, entered_on=None)


def posting_of(team, office, person=None):
    person = person or UserFactory(person=PersonFactory()).person
    return apply_for_posting(team, by=office, person=person, role="member", on=date(2026, 3, 2), reason=WHY)


CHANGES = {
    "team": lambda planned, office: apply_for_team(planned.team.round, by=office, number=9, reason=WHY),
    "organization": lambda planned, office: apply_for_organization(
        planned.team, by=office, organization=OrganizationFactory(), kind="routine", reason=WHY
    ),
    "withdrawal": lambda planned, office: apply_for_withdrawal(planned, by=office, reason=WHY),
    "posting": lambda planned, office: posting_of(planned.team, office),
}


def plan_as_it_is():
    """What is there of plans: teams, who serves on them, and what they inspect."""
    return (
        set(Team.objects.values_list("round", "number")),
        set(Posting.objects.values_list("team", "person", "role")),
        set(Inspection.objects.values_list("team", "organization")),
    )


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_is_there_once_somebody_else_approved_it(kind, planned, office, leadinggroup):
    before = plan_as_it_is()
    change = CHANGES[kind](planned, office)
    assert plan_as_it_is() == before
    with pytest.raises(Refused):
        approve_change(change, by=office, on=NOW)
    approve_change(change, by=leadinggroup, on=NOW)
    assert plan_as_it_is() != before
    assert (change.status, change.decided_by, change.decided_on) == ("approved", leadinggroup, NOW)


@pytest.mark.parametrize("kind", CHANGES)
def test_a_returned_change_leaves_the_plan_as_it_was(kind, planned, office, leadinggroup):
    before = plan_as_it_is()
    change = CHANGES[kind](planned, office)
    with pytest.raises(ValidationError):
        return_change(change, by=leadinggroup, reason=" ")
    return_change(change, by=leadinggroup, reason="人手已够")
    with pytest.raises(IllegalStep):
        approve_change(change, by=leadinggroup, on=NOW)
    assert plan_as_it_is() == before
    assert Notice.objects.get(recipient=office).url == change.get_absolute_url()


@pytest.mark.parametrize("kind", CHANGES)
def test_nobody_decides_on_a_change_they_applied_for_whatever_their_seats(kind, planned, office):
    RoleGrant.objects.create(user=office, role=Role.LEADING_GROUP, granted_on="2026-01-01")
    both = fresh(office)
    change = CHANGES[kind](planned, both)
    for decide in (
        lambda: approve_change(change, by=both, on=NOW),
        lambda: return_change(change, by=both, reason="否"),
    ):
        with pytest.raises(Refused):
            decide()
    assert not steps_for(change, both)


def test_a_person_applied_for_reaches_nothing_before_the_approval(planned, office, leadinggroup):
    account = UserFactory(person=PersonFactory())
    change = posting_of(planned.team, office, account.person)
    assert not Inspection.objects.visible_to(fresh(account)).exists()
    assert not PlanChange.objects.visible_to(fresh(account)).exists()
    approve_change(change, by=leadinggroup, on=NOW)
    assert list(Inspection.objects.visible_to(fresh(account))) == [planned]
    assert Posting.objects.get().posted_on == NOW  # nobody serves before the decision


def test_nobody_decides_on_their_own_posting(planned, office, leadinggroup):
    User.objects.filter(pk=leadinggroup.pk).update(person=PersonFactory())
    change = posting_of(planned.team, office, fresh(leadinggroup).person)
    with pytest.raises(Refused):
        approve_change(change, by=fresh(leadinggroup), on=NOW)


def test_nobody_applies_for_their_own_posting(planned, office):
    User.objects.filter(pk=office.pk).update(person=PersonFactory())
    with pytest.raises(Refused):
        posting_of(planned.team, fresh(office), fresh(office).person)


@pytest.mark.parametrize("kind", CHANGES)
def test_only_the_office_applies(kind, planned, leadinggroup, secretary, sysadmin):
    for user in (leadinggroup, secretary, sysadmin):
        with pytest.raises(Refused):
            CHANGES[kind](planned, user)


@pytest.mark.parametrize("kind", CHANGES)
def test_the_same_is_applied_for_once(kind, planned, office):
    change = CHANGES[kind](planned, office)
    again = {
        "team": lambda: apply_for_team(planned.team.round, by=office, number=9, reason=WHY),
        "organization": lambda: apply_for_organization(
            planned.team, by=office, organization=change.organization, kind="routine", reason=WHY
        ),
        "withdrawal": lambda: apply_for_withdrawal(planned, by=office, reason=WHY),
        "posting": lambda: posting_of(planned.team, office, change.person),
    }
    with pytest.raises(IllegalStep):
        again[kind]()


@pytest.mark.parametrize("status", [Round.Status.PREPARING, Round.Status.SUBMITTED, Round.Status.ARCHIVED])
def test_a_plan_that_is_not_approved_or_over_takes_no_application(status, office):
    team = TeamFactory(round=RoundFactory(status=status))
    with pytest.raises(IllegalStep):
        posting_of(team, office)
    with pytest.raises(IllegalStep):
        apply_for_team(team.round, by=office, number=9, reason=WHY)


def test_a_recused_person_is_not_posted_by_the_way_of_an_application(planned, office, leadinggroup):
    person = PersonFactory()
    change = posting_of(planned.team, office, person)
    RecusalFactory(person=person, organization=planned.organization)
    with pytest.raises(ValidationError):
        approve_change(change, by=leadinggroup, on=NOW)
    assert PlanChange.objects.get().status == "awaiting"
    assert not Posting.objects.exists()


def test_a_change_is_a_line_on_the_worklist_of_the_leading_group_alone(planned, office, leadinggroup):
    change = posting_of(planned.team, office)
    [line] = [duty for duty in duties_of(leadinggroup) if duty.url == change.get_absolute_url()]
    assert (line.title, line.detail) == ("审批第十八轮巡察方案的变更", str(change))
    assert change.get_absolute_url() not in {duty.url for duty in duties_of(office)}


def test_a_change_about_an_organization_is_hidden_from_whoever_is_recused(planned, office, leadinggroup):
    User.objects.filter(pk=leadinggroup.pk).update(person=RecusalFactory(organization=planned.organization).person)
    change = apply_for_withdrawal(planned, by=office, reason=WHY)
    assert not PlanChange.objects.visible_to(fresh(leadinggroup)).exists()
    with pytest.raises(Refused):
        approve_change(change, by=fresh(leadinggroup), on=NOW)


def test_a_release_needs_no_second_person(planned, office):
    posting = PostingFactory(team=planned.team)
    release_person(posting, by=office, on=NOW)
    assert posting.released_on == NOW


def test_who_allowed_a_change_may_approve_the_plan_again(planned, office, leadinggroup):
    PostingFactory(team=planned.team, role="leader")
    round = planned.team.round
    put(Round.objects.filter(pk=round.pk), Round.Status.APPROVED)
    round.refresh_from_db()
    for change in (posting_of(planned.team, office), CHANGES["organization"](planned, office)):
        approve_change(change, by=leadinggroup, on=NOW)
    return_round_plan(round, by=leadinggroup, reason="改期")
    update_round(round, by=office, theme="专项巡察")
    approve_round(submit_round(round, by=office), by=leadinggroup, on=NOW)
    assert round.status == Round.Status.APPROVED


def test_an_application_is_filed_and_decided_in_the_browser(browse, planned, office, leadinggroup):
    person = PersonFactory()
    team, clerk, group = planned.team, browse(office), browse(leadinggroup)
    page = clerk.get(team.get_absolute_url()).content.decode()
    assert f"{team.get_absolute_url()}apply-posting/" in page
    sent = {"person": person.pk, "role": "leader", "on": "2026-11-23", "reason": WHY}
    change_page = clerk.post(f"{team.get_absolute_url()}apply-posting/", sent).url
    for client in (clerk, group):
        shown = client.get(change_page).content.decode()
        assert person.name in shown
        assert WHY in shown
    assert person.name in group.get(f"{team.round.get_absolute_url()}plan-changes/").content.decode()
    assert clerk.post(f"{change_page}approve/", {"on": "2026-11-23"}).status_code == 403
    assert group.post(f"{change_page}approve/", {"on": "2026-11-23"}).status_code == 302
    assert Posting.objects.get().person == person


@pytest.mark.parametrize("place", ["postings/add/", "assign/"])
def test_the_forms_of_a_plan_in_preparation_add_nothing_to_an_approved_one(browse, planned, office, place):
    before = plan_as_it_is()
    sent = {"person": PersonFactory().pk, "role": "member", "on": "2026-11-23"}
    sent |= {"organization": OrganizationFactory().pk, "kind": "routine"}
    page = browse(office).post(f"{planned.team.get_absolute_url()}{place}", sent)
    assert "请提出变更申请" in page.content.decode()
    assert plan_as_it_is() == before
