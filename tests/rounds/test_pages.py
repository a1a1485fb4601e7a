"""The pages of rounds: who opens which, what the forms take, what each list costs."""

from datetime import date

import pytest
from django.urls import reverse

from core.workdays.reckoning import today
from rounds.models import Inspection, Organization, Round, Team
from tests.factories import (
    InspectionFactory,
    OrganizationFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
    put,
)
from tests.rounds.plans import complete

OPEN, UNSEEN, BARRED = 200, 404, 403
PLAN = {
    "number": 19,
    "term": "七届",
    "kind": "routine",
    "theme": "常规巡察",
    "starts_on": "2026-09-01",
    "field_ends_on": "2026-10-30",
}


def url(name, *args):
    return reverse(f"rounds:{name}", args=args)


@pytest.fixture
def planned(team):
    return InspectionFactory(team=team, status=Inspection.Status.PLANNED, entered_on=None)


def test_strangers_sign_in_first(browse, inspection):
    for name in ("organizations", "rounds", "teams", "inspections", "round_add"):
        assert browse(None).get(url(name)).url.startswith("/login/")
    assert browse(None).get(url("inspection", inspection.pk)).url.startswith("/login/")


def test_who_sees_no_inspections_is_told_nothing_of_how_many(browse, secretary, division, office, inspection):
    for user in (secretary, division):
        client = browse(user)
        page = client.get(url("organization", inspection.organization_id)).content.decode()
        listed = client.get(url("organizations"))
        assert "尚未巡察" not in page
        assert "巡察次数" not in listed.content.decode()
        assert not {"never", "inspected_by", "looked_back_by"} & set(listed.context["filterset"].filters)
    assert "times" in browse(office).get(url("organizations")).context["table"].shown


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("office", [OPEN, OPEN, OPEN, OPEN]),
        ("leadinggroup", [OPEN, OPEN, OPEN, OPEN]),
        ("leader", [OPEN, OPEN, OPEN, OPEN]),
        ("stranger_leader", [UNSEEN, OPEN, UNSEEN, UNSEEN]),
        ("secretary", [OPEN, UNSEEN, UNSEEN, UNSEEN]),
        ("other_secretary", [UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
        ("division", [OPEN, UNSEEN, UNSEEN, UNSEEN]),
        ("discipline", [UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
        ("cooperating", [UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
        ("sysadmin", [UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
        ("auditor", [UNSEEN, UNSEEN, UNSEEN, UNSEEN]),
    ],
)
def test_who_sees_which_record(request, browse, inspection, role, expected):
    client = browse(request.getfixturevalue(role))
    addresses = [
        url("organization", inspection.organization_id),
        url("round", inspection.team.round_id),
        url("team", inspection.team_id),
        url("inspection", inspection.pk),
    ]
    assert [client.get(address).status_code for address in addresses] == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("office", [OPEN, OPEN, OPEN, OPEN]),
        ("member", [OPEN, OPEN, OPEN, OPEN]),
        ("secretary", [OPEN, BARRED, BARRED, BARRED]),
        ("division", [OPEN, BARRED, BARRED, BARRED]),
        ("discipline", [BARRED, BARRED, BARRED, BARRED]),
        ("secadmin", [BARRED, BARRED, BARRED, BARRED]),
        ("auditor", [BARRED, BARRED, BARRED, BARRED]),
    ],
)
def test_who_opens_which_list(request, browse, inspection, role, expected):
    client = browse(request.getfixturevalue(role))
    names = ("organizations", "rounds", "teams", "inspections")
    assert [client.get(url(name)).status_code for name in names] == expected


def test_a_list_shows_only_what_the_reader_sees(browse, leader, inspection, other_inspection):
    page = browse(leader).get(url("inspections")).content.decode()
    assert inspection.organization.name in page
    assert other_inspection.organization.name not in page
    book = browse(leader).get(url("inspections") + "?export=xlsx")
    assert book.status_code == OPEN


def test_the_round_page_shows_a_leader_their_own_team_only(browse, leader, inspection, other_inspection):
    page = browse(leader).get(url("round", inspection.team.round_id)).content.decode()
    assert inspection.organization.name in page
    assert other_inspection.organization.name not in page


@pytest.mark.parametrize("name", ["round_add", "organization_add"])
def test_only_the_office_opens_the_forms(browse, office, leadinggroup, leader, name):
    assert browse(office).get(url(name)).status_code == OPEN
    for user in (leadinggroup, leader):
        assert browse(user).get(url(name)).status_code == BARRED
        assert browse(user).post(url(name), PLAN).status_code == BARRED
    assert not Round.objects.filter(number=19).exists()


def test_the_office_opens_a_round_through_the_form(browse, office):
    response = browse(office).post(url("round_add"), PLAN)
    assert response.url == Round.objects.get(number=19).get_absolute_url()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "0"),
        ("number", "第十九轮"),
        ("kind", "secret"),
        ("starts_on", "not a day"),
        ("field_ends_on", "2026-08-31"),
        ("theme", "长" * 201),
    ],
)
def test_each_field_of_a_plan_is_checked(browse, office, field, value):
    response = browse(office).post(url("round_add"), PLAN | {field: value})
    assert response.status_code == OPEN
    assert response.context["form"].errors
    assert not Round.objects.exists()


def test_fields_that_are_not_in_the_form_are_passed_over(browse, office):
    browse(office).post(url("round_add"), PLAN | {"status": "archived", "approved_on": "2026-01-01"})
    round = Round.objects.get(number=19)
    assert (round.status, round.approved_on) == (Round.Status.PREPARING, None)


def test_a_plan_is_approved_returned_and_started_in_the_browser(browse, office, leadinggroup):
    round = RoundFactory(status=Round.Status.PREPARING, approved_on=None)
    complete(round)
    group, clerk = browse(leadinggroup), browse(office)
    assert clerk.post(url("round_submit", round.pk)).status_code == 302
    assert group.post(url("round_approve", round.pk), {"on": "2026-02-20"}).status_code == 302
    assert group.post(url("round_return", round.pk), {"reason": ""}).context["form"].errors
    assert group.post(url("round_return", round.pk), {"reason": "补充"}).status_code == 302
    assert clerk.post(url("round_approve", round.pk), {"on": "2026-02-20"}).status_code == BARRED
    clerk.post(url("round_change", round.pk), PLAN | {"number": round.number, "starts_on": "2026-03-02"})
    clerk.post(url("round_submit", round.pk))
    group.post(url("round_approve", round.pk), {"on": "2026-02-20"})
    clerk.post(url("round_start", round.pk), {"on": "2026-03-02"})
    round.refresh_from_db()
    assert round.status == Round.Status.ON_SITE


@pytest.mark.parametrize("step", ["submit", "approve", "return", "start", "end", "rectify", "archive", "delete"])
def test_a_member_of_a_team_takes_no_step_of_its_round(browse, leader, round_, step):
    said = {"opinion": "同意", "reason": "退回"}
    assert browse(leader).post(f"/rounds/{round_.pk}/{step}/", said).status_code == 403


def test_an_empty_plan_is_deleted_in_the_browser(browse, office, leadinggroup):
    round = RoundFactory(status=Round.Status.PREPARING, approved_on=None)
    assert url("round_delete", round.pk) in browse(office).get(round.get_absolute_url()).content.decode()
    assert browse(leadinggroup).post(url("round_delete", round.pk)).status_code == BARRED
    assert browse(office).get(url("round_delete", round.pk)).status_code == 405
    assert browse(office).post(url("round_delete", round.pk)).url == url("rounds")
    assert not Round.objects.exists()


def test_a_step_not_open_yet_says_why(browse, office):
    round = RoundFactory(status=Round.Status.APPROVED)
    page = browse(office).get(round.get_absolute_url()).content.decode()
    assert "尚未组建巡察组" in page
    response = browse(office).post(url("round_start", round.pk), {"on": "2026-03-02"})
    assert "尚未组建巡察组" in response.content.decode()


def test_the_office_reads_what_a_plan_waits_for(browse, office, leadinggroup):
    round = RoundFactory(status=Round.Status.SUBMITTED, approved_on=None)
    assert "领导小组批准" in browse(office).get(round.get_absolute_url()).content.decode()
    assert "领导小组批准" not in browse(leadinggroup).get(round.get_absolute_url()).content.decode()


def test_a_round_ends_rectifies_and_is_archived_in_the_browser(browse, office, inspection):
    round = inspection.team.round
    clerk = browse(office)
    for name, row, day in (
        ("round_end", round, "2026-05-29"),
        ("round_rectify", round, "2026-06-30"),
        ("team_dissolve", inspection.team, "2026-07-01"),
        ("round_archive", round, "2026-11-01"),
    ):
        assert clerk.get(url(name, row.pk)).status_code == OPEN
        assert clerk.post(url(name, row.pk), {"on": day}).status_code == 302
    round.refresh_from_db()
    assert round.status == Round.Status.ARCHIVED


def test_a_team_is_formed_and_gets_an_organization(browse, office, organization):
    round_ = RoundFactory(status=Round.Status.PREPARING, approved_on=None)
    clerk = browse(office)
    response = clerk.post(url("team_add", round_.pk), {"number": 3, "formed_on": "2026-02-25"})
    team = Team.objects.get()
    assert (response.url, team.round) == (team.get_absolute_url(), round_)
    clerk.post(url("team_assign", team.pk), {"organization": organization.pk, "kind": "routine"})
    assert Inspection.objects.get().organization == organization
    clerk.post(url("team_change", team.pk), {"number": 4, "formed_on": "2026-02-25", "place": "市委党校"})
    team.refresh_from_db()
    assert (team.number, team.place) == (4, "市委党校")


def test_a_dissolved_team_is_listed_as_dissolved(browse, office, team):
    page = browse(office).get(team.round.get_absolute_url()).content.decode()
    assert "尚未安排党组织" in page
    assert "已撤销" not in page
    Team.objects.filter(pk=team.pk).update(dissolved_on=today())
    page = browse(office).get(team.round.get_absolute_url()).content.decode()
    assert "已撤销" in page
    assert "尚未安排党组织" not in page


def test_a_taken_organization_is_refused_at_the_form(browse, office):
    team = TeamFactory(round__status=Round.Status.PREPARING)
    other_inspection = InspectionFactory(team=TeamFactory(round=team.round))
    facts = {"organization": other_inspection.organization_id, "kind": "routine"}
    response = browse(office).post(url("team_assign", team.pk), facts)
    assert response.context["form"].errors
    assert team.inspections.count() == 0


def test_an_organization_one_is_recused_from_cannot_be_named(browse, office, team, organization):
    office.person = RecusalFactory(organization=organization).person
    office.save()
    client = browse(office)
    facts = {"organization": organization.pk, "kind": "routine"}
    assert client.post(url("team_assign", team.pk), facts).context["form"].errors
    assert client.get(url("organization_change", organization.pk)).status_code == UNSEEN
    assert organization.name not in client.get(url("organization_options") + "?q=czj").content.decode()


def test_the_picker_finds_by_pinyin_initials(browse, office, organization):
    OrganizationFactory(name="市水利局党组")
    found = browse(office).get(url("organization_options") + "?q=sczj").content.decode()
    assert organization.name in found
    assert "市水利局党组" not in found


def test_a_leader_records_entry_and_leaving(browse, leader, member, planned):
    assert browse(member).get(url("inspection_enter", planned.pk)).status_code == BARRED
    assert browse(member).post(url("inspection_enter", planned.pk), {"on": "2026-03-03"}).status_code == BARRED
    client = browse(leader)
    client.post(url("inspection_enter", planned.pk), {"on": "2026-03-03"})
    client.post(url("inspection_leave", planned.pk), {"on": "2026-04-03"})
    planned.refresh_from_db()
    assert (planned.entered_on, planned.left_on) == (date(2026, 3, 3), date(2026, 4, 3))


def test_another_teams_inspection_is_not_there(browse, stranger_leader, inspection):
    for name in ("inspection", "inspection_enter", "inspection_leave"):
        assert browse(stranger_leader).get(url(name, inspection.pk)).status_code == UNSEEN
    assert browse(stranger_leader).post(url("inspection_unassign", inspection.pk)).status_code == UNSEEN


def test_a_planned_organization_is_taken_out_by_post_alone(browse, office, leader, planned):
    put(Round.objects.all(), Round.Status.PREPARING)
    assert browse(office).get(url("inspection_unassign", planned.pk)).status_code == 405
    assert browse(leader).post(url("inspection_unassign", planned.pk)).status_code == BARRED
    assert browse(office).post(url("inspection_unassign", planned.pk)).url == planned.team.get_absolute_url()
    assert not Inspection.objects.filter(pk=planned.pk).exists()


def test_a_team_is_dissolved_in_the_browser(browse, office, team):
    browse(office).post(url("team_dissolve", team.pk), {"on": today().isoformat()})
    team.refresh_from_db()
    assert team.dissolved_on == today()


def test_an_organization_is_entered_and_changed(browse, office):
    facts = {"name": "市教育局党组", "category": "市直部门", "level": "city", "district": "市直"}
    browse(office).post(url("organization_add"), facts)
    row = Organization.objects.get()
    browse(office).post(url("organization_change", row.pk), facts | {"secretary": "王立新"})
    row.refresh_from_db()
    assert row.secretary == "王立新"


@pytest.mark.parametrize(
    ("query", "found"),
    [("words=sczj", 1), ("words=财政", 1), ("level=county", 1), ("category=县直", 1), ("never=true", 1), ("", 2)],
)
def test_filters_of_organizations(browse, office, inspection, query, found):
    OrganizationFactory(name="安平县委", level="county", category="县直")
    page = browse(office).get(f"{url('organizations')}?{query}")
    assert page.context["table"].paginator.count == found


def test_committee_terms_are_offered_in_their_order(browse, office):
    for term in ("第五届", "第三届", "第四届"):
        RoundFactory(term=term)
    page = browse(office).get(url("rounds"))
    offered = [value for value, _label in page.context["filterset"].form.fields["term"].choices if value]
    assert offered == ["第三届", "第四届", "第五届"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("inspected_by=2026-03-02", 1),
        ("inspected_by=2026-03-01", 0),
        ("looked_back_by=2026-03-02", 0),
    ],
)
def test_figures_open_the_list_they_count(browse, office, inspection, query, found):
    page = browse(office).get(f"{url('organizations')}?{query}")
    assert page.context["table"].paginator.count == found


@pytest.mark.parametrize(("name", "queries"), [("organizations", 5), ("rounds", 4), ("teams", 4), ("inspections", 4)])
def test_a_list_costs_the_same_with_one_row_and_with_fifty(browse, office, django_assert_num_queries, name, queries):
    client = browse(office)
    InspectionFactory(team=TeamFactory(round=RoundFactory()))
    with django_assert_num_queries(queries):
        client.get(url(name))
    for _n in range(50):
        InspectionFactory(team=TeamFactory(round=RoundFactory()))
    with django_assert_num_queries(queries):
        client.get(url(name))


def test_the_offices_remark_is_not_shown_to_the_organization(browse, office, secretary, organization):
    organization.note = "内部备注"
    organization.save()
    address = organization.get_absolute_url()
    assert "内部备注" in browse(office).get(address).content.decode()
    assert "内部备注" not in browse(secretary).get(address).content.decode()


def test_what_a_service_refuses_is_said_at_its_field(browse, office, discipline):
    body = discipline.body
    answer = browse(office).post(url("body_change", body.pk), {"name": body.name, "kind": "cooperating"})
    assert list(answer.context["form"].errors) == ["kind"]
    assert 'id="id_kind_error"' in answer.content.decode()
