"""What rounds make people owe by a day, and what becomes of it as they go on."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import translation

from personnel.postings.services import post_person, release_person
from rounds import duties
from rounds.inspections.services import (
    assign_organization,
    enter_organization,
    give_organization,
    take_organization_out,
    unassign_organization,
)
from rounds.models import Inspection, Obligation, Round
from rounds.planning.services import (
    approve_round,
    end_field_stage,
    return_round_plan,
    start_round,
    update_round,
)
from rounds.teams.services import form_team, update_team
from tests.factories import OrganizationFactory, PersonFactory, RoundFactory, UserFactory
from tests.rounds.plans import submitted

TODAY = date(2026, 11, 23)
STARTS, ENDS = date(2026, 12, 7), date(2027, 1, 29)


@pytest.fixture(autouse=True)
def _november(clock):
    clock.set("2026-11-23 10:00")


@pytest.fixture
def planned(db):
    """A plan without teams."""
    return RoundFactory(
        status=Round.Status.PREPARING, approved_on=None, starts_on=STARTS, field_ends_on=ENDS, number=20
    )


@pytest.fixture
def with_team(planned, office):
    form_team(planned, by=office, number=1, formed_on=TODAY)
    return planned


@pytest.fixture
def approved(with_team, office, leadinggroup):
    return approve_round(submitted(with_team, office), by=leadinggroup, on=TODAY)


@pytest.fixture
def entering(approved, office, clock):
    """On site, with one organization still to be entered."""
    clock.set("2026-12-07 10:00")
    return start_round(approved, by=office, on=STARTS)


def owed(kind):
    return Obligation.objects.get(node=kind)


def open_kinds():
    return set(Obligation.objects.open().values_list("node", flat=True)) - {"post_leader"}


def test_a_plan_without_teams_waits_for_nobody(planned):
    assert open_kinds() == set()


def test_a_plan_nobody_submitted_waits_for_nobody(with_team):
    assert open_kinds() == set()


def test_a_submitted_plan_is_to_be_approved_by_the_day_it_starts_on(with_team, office):
    submitted(with_team, office)
    approval = owed(duties.APPROVE_PLAN)
    assert (approval.from_on, approval.due_on, approval.round, approval.inspection) == (TODAY, STARTS, with_team, None)
    assert approval.title == "审批第二十轮巡察方案"
    assert approval.owner == "巡察工作领导小组"


def test_what_is_owed_moves_with_the_plan(with_team, office, leadinggroup):
    return_round_plan(submitted(with_team, office), by=leadinggroup, reason="改期")
    update_round(with_team, by=office, starts_on=date(2026, 12, 14))
    submitted(with_team, office)
    assert set(Obligation.objects.open().values_list("due_on", flat=True)) == {date(2026, 12, 14)}


def test_a_plan_drawn_forward_is_owed_no_earlier_than_it_began(with_team, office):
    update_round(with_team, by=office, starts_on=date(2026, 11, 2))
    submitted(with_team, office)
    assert owed(duties.APPROVE_PLAN).due_on == date(2026, 11, 2)


def test_approved_the_office_owes_the_beginning(approved):
    assert owed(duties.APPROVE_PLAN).met_on == TODAY
    assert open_kinds() == {duties.BEGIN_FIELD_STAGE}
    assert owed(duties.BEGIN_FIELD_STAGE).due_on == STARTS


def test_a_plan_given_back_is_to_be_mended_first(approved, leadinggroup):
    return_round_plan(approved, by=leadinggroup, reason="改期")
    assert open_kinds() == {duties.MEND_PLAN}
    assert owed(duties.MEND_PLAN).owner == "巡察办"
    assert owed(duties.BEGIN_FIELD_STAGE).cancelled_on == TODAY


@pytest.mark.parametrize(
    "mend",
    [
        lambda team, by: update_round(team.round, by=by, theme="专项巡察"),
        lambda team, by: form_team(team.round, by=by, number=9, formed_on=TODAY),
        lambda team, by: update_team(team, by=by, place="宾馆"),
        lambda team, by: post_person(team, by=by, person=PersonFactory(), role="member", on=TODAY),
        lambda team, by: release_person(team.postings.get(), by=by, on=TODAY),
        lambda team, by: assign_organization(team, by=by, organization=OrganizationFactory(), kind="routine"),
        lambda team, by: unassign_organization(team.inspections.get(), by=by),
    ],
    ids=[
        "the plan",
        "a new team",
        "a team",
        "somebody posted",
        "somebody released",
        "an organization more",
        "one less",
    ],
)
@pytest.mark.django_db(transaction=True)
def test_a_plan_that_was_mended_is_owed_no_mending_any_more(mend, approved, leadinggroup, office):
    return_round_plan(approved, by=leadinggroup, reason="改期")
    mend(approved.teams.get(), office)
    assert open_kinds() == set()
    assert owed(duties.MEND_PLAN).met_on == TODAY


def test_a_plan_returned_before_its_approval_is_owed_none(with_team, leadinggroup, office):
    return_round_plan(submitted(with_team, office), by=leadinggroup, reason="改期")
    assert open_kinds() == {duties.MEND_PLAN}
    assert owed(duties.APPROVE_PLAN).cancelled_on == TODAY


@pytest.mark.parametrize(
    "save",
    [
        lambda team, by: update_round(team.round, by=by, theme=team.round.theme),
        lambda team, by: update_team(team, by=by, place=team.place),
    ],
    ids=["the plan", "a team"],
)
@pytest.mark.django_db(transaction=True)
def test_a_plan_saved_as_it_stood_is_still_to_be_mended(save, approved, leadinggroup, office):
    return_round_plan(approved, by=leadinggroup, reason="改期")
    save(approved.teams.get(), office)
    assert open_kinds() == {duties.MEND_PLAN}


def test_on_site_the_end_and_every_entry_are_owed(entering):
    assert open_kinds() == {duties.END_FIELD_STAGE, duties.ENTER_ORGANIZATION}
    assert owed(duties.END_FIELD_STAGE).due_on == ENDS
    entry = owed(duties.ENTER_ORGANIZATION)
    assert (entry.due_on, entry.round, entry.organization) == (STARTS, None, None)
    assert entry.subject == entry.inspection


def test_an_organization_given_to_a_team_on_site_is_to_be_entered(entering, office):
    later = give_organization(entering.teams.get(), by=office, organization=OrganizationFactory(), kind="routine")
    assert Obligation.objects.open().on(later).get().node == duties.ENTER_ORGANIZATION


def test_an_entry_is_owed_until_it_is_recorded(entering, office):
    enter_organization(Inspection.objects.get(), by=office, on=STARTS)
    assert owed(duties.ENTER_ORGANIZATION).met_on == STARTS


def test_an_organization_taken_out_of_the_plan_is_not_to_be_entered_any_more(entering, office):
    inspection = Inspection.objects.get()
    take_organization_out(inspection, by=office)
    assert not Obligation.objects.filter(node=duties.ENTER_ORGANIZATION).exists()
    gone = Obligation.pgh_event_model.objects.filter(node=duties.ENTER_ORGANIZATION)
    assert gone.order_by("pgh_id").last().pgh_label == "delete"


def test_with_the_field_stage_nothing_of_it_is_owed_any_more(entering, office):
    enter_organization(Inspection.objects.get(), by=office, on=STARTS)
    end_field_stage(entering, by=office, on=STARTS)
    assert owed(duties.END_FIELD_STAGE).met_on == STARTS
    assert not Obligation.objects.open().exists()


@pytest.mark.usefixtures("entering")
@pytest.mark.parametrize(
    ("who", "sees"),
    [("office", True), ("leadinggroup", True), ("handler", True), ("secretary", False), ("discipline", False)],
)
def test_who_sees_what_a_round_owes(who, sees, request):
    seen = Obligation.objects.visible_to(request.getfixturevalue(who)).filter(met_on=None)
    kinds = {duties.END_FIELD_STAGE, duties.ENTER_ORGANIZATION, "post_leader"}
    assert set(seen.values_list("node", flat=True)) == (kinds if sees else set())


@pytest.mark.usefixtures("inspection")
def test_the_list_and_the_api_name_the_round(with_team, office, browse, leadinggroup):
    submitted(with_team, office)
    page = browse(office).get("/obligations/", {"round": with_team.pk})
    assert "审批第二十轮巡察方案" in page.content.decode()
    other = browse(office).get("/obligations/", {"round": RoundFactory().pk})
    assert "审批第二十轮巡察方案" not in other.content.decode()
    reader = browse(office)
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with translation.override("en"):
        assert "Approve the plan of Round 20" in reader.get("/obligations/").content.decode()
    approval = owed(duties.APPROVE_PLAN)
    assert browse(office).get(f"/obligations/{approval.pk}/").url == with_team.get_absolute_url()
    assert browse(UserFactory()).get(f"/obligations/{approval.pk}/").status_code == 404
