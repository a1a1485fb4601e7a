"""Nobody inspects where their home or their employer ties them; every way onto a team is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.access.reach import Refused
from personnel.models import PlanChange, Posting
from personnel.people.services import update_person
from personnel.people.ties import ties_of_person
from personnel.plan_changes.services import apply_for_organization, apply_for_posting, approve_change
from personnel.postings.services import post_person
from rounds.inspections.services import assign_organization, record_mode
from rounds.models import Inspection, InspectionKind, InspectionMode, Organization, Round
from tests.factories import (
    InspectionFactory,
    OrganizationFactory,
    PersonFactory,
    PostingFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
    put,
)

ON = date(2026, 3, 2)
CROSS = {"kind": InspectionKind.CROSS, "mode": InspectionMode.MIXED}


@pytest.fixture
def round_(db):
    return RoundFactory(number=18, status=Round.Status.PREPARING, approved_on=None)


@pytest.fixture
def bureau(organization):
    """市财政局党组, under the city's government, with a centre under it."""
    organization.parent = OrganizationFactory(name="市政府党组")
    organization.save()
    OrganizationFactory(name="市财政局国库支付中心党总支", parent=organization)
    return organization


@pytest.fixture
def township(db):
    return OrganizationFactory(name="会安县西滩镇党委", level=Organization.Level.TOWNSHIP, district="会安县")


@pytest.fixture
def crossing(round_, township):
    """A team of another county at a township."""
    team = TeamFactory(round=round_, number=7, county="景河县")
    return InspectionFactory(
        team=team, organization=township, status=Inspection.Status.PLANNED, entered_on=None, **CROSS
    )


OF_COUNTY = [
    ({"hometown": "某省会安县"}, "籍贯是某省会安县"),
    ({"hometown": "会安"}, "籍贯是会安"),
    ({"employer": "会安县教育局"}, "工作单位是会安县教育局"),
    ({"employer": "西滩镇中学"}, "工作单位是西滩镇中学"),
]


def person_of(facts):
    OrganizationFactory(name="西滩镇中学党支部", district="会安县", level=Organization.Level.TOWNSHIP)
    return PersonFactory(**{"employer": "市审计局"} | facts)


def refusal(step, *args, **facts):
    with pytest.raises((ValidationError, Refused)) as error:
        step(*args, **facts)
    return str(error.value)


@pytest.mark.parametrize(("facts", "told"), OF_COUNTY)
def test_who_is_of_the_county_is_not_posted_to_who_inspects_there_across_counties(office, crossing, facts, told):
    person = person_of(facts)
    words = refusal(post_person, crossing.team, by=office, person=person, role="member", on=ON)
    assert f"{person}的{told}" in words
    assert "会安县西滩镇党委" in words
    assert not Posting.objects.filter(person=person).exists()


@pytest.mark.parametrize(("facts", "told"), OF_COUNTY)
def test_a_team_with_somebody_of_the_county_gets_nothing_of_it_across_counties(office, round_, township, facts, told):
    posting = PostingFactory(team=TeamFactory(round=round_, number=8, county="景河县"), person=person_of(facts))
    words = refusal(assign_organization, posting.team, by=office, organization=township, **CROSS)
    assert f"{posting.person}的{told}" in words
    assert not Inspection.objects.filter(organization=township).exists()


def test_what_is_inspected_as_usual_asks_for_no_home(office, round_, township):
    routine = InspectionFactory(team=TeamFactory(round=round_), organization=township)
    assert post_person(routine.team, by=office, person=person_of({"hometown": "会安县"}), role="member", on=ON)


def test_a_mode_recorded_later_is_refused_as_well(office, crossing):
    put(Inspection.objects.filter(pk=crossing.pk), Inspection.Status.ON_SITE, mode="", entered_on=ON)
    crossing.refresh_from_db()
    PostingFactory(team=crossing.team, person=person_of({"hometown": "会安县"}))
    assert "籍贯" in refusal(record_mode, crossing, by=office, mode=InspectionMode.MIXED)
    crossing.refresh_from_db()
    assert crossing.mode == ""


def approved(inspection):
    put(Round.objects.filter(pk=inspection.team.round_id), Round.Status.APPROVED, approved_on=ON)
    inspection.refresh_from_db()
    return inspection.team


def test_a_change_of_the_approved_plan_is_refused_when_applied_for(office, crossing, township):
    team, person = approved(crossing), person_of({"hometown": "会安县"})
    asked = {"role": "member", "on": ON, "reason": "增加力量"}
    assert "籍贯" in refusal(apply_for_posting, team, by=office, person=person, **asked)
    posted = PostingFactory(team=TeamFactory(round=team.round, number=9, county="景河县"), person=person)
    another = OrganizationFactory(name="会安县东滩镇党委", level=township.level, district="会安县")
    asked = {"organization": another, "reason": "增加力量", **CROSS}
    assert "籍贯" in refusal(apply_for_organization, posted.team, by=office, **asked)
    assert not PlanChange.objects.exists()


def test_and_when_it_is_approved_after_the_tie_came_about(office, leadinggroup, crossing):
    team, person = approved(crossing), PersonFactory()
    change = apply_for_posting(team, by=office, person=person, role="member", on=ON, reason="增加力量")
    update_person(person, by=office, hometown="会安县")
    assert "籍贯" in refusal(approve_change, change, by=leadinggroup, on=change.applied_on)
    assert not Posting.objects.filter(person=person).exists()


EMPLOYERS = [
    ("市财政局", "即其所在组巡察的"),
    ("市 财政局党组", "即其所在组巡察的"),
    ("市财政局办公室", "即其所在组巡察的"),
    ("市财政局国库支付中心", "的下级"),
    ("市政府", "的上级"),
]


@pytest.mark.parametrize(("employer", "how"), EMPLOYERS)
def test_who_is_employed_there_or_above_or_below_is_not_posted(office, inspection, bureau, employer, how):
    person = PersonFactory(employer=employer)
    words = refusal(post_person, inspection.team, by=office, person=person, role="member", on=ON)
    assert str(person) in words
    assert employer.replace(" ", "") in words.replace(" ", "")
    assert how in words
    assert not Posting.objects.filter(person=person).exists()


@pytest.mark.parametrize(("employer", "how"), EMPLOYERS)
def test_nor_is_the_organization_assigned_to_their_team_afterwards(office, round_, bureau, employer, how):
    posting = PostingFactory(team=TeamFactory(round=round_), person=PersonFactory(employer=employer))
    assert how in refusal(assign_organization, posting.team, by=office, organization=bureau, kind="routine")
    assert not Inspection.objects.exists()


@pytest.mark.parametrize("employer", ["市审计局", "市财政学校", "", "县财政局"])
def test_another_employer_ties_nobody(office, inspection, bureau, employer):
    person = PersonFactory(employer=employer)
    assert post_person(inspection.team, by=office, person=person, role="member", on=ON)


def test_an_organization_hidden_from_who_asks_is_not_named(office, inspection, bureau):
    office.person = PersonFactory()
    office.save()
    RecusalFactory(person=office.person, organization=bureau)
    hidden = type(office).objects.get(pk=office.pk)
    person = PersonFactory(employer="市政府")
    words = refusal(post_person, inspection.team, by=hidden, person=person, role="member", on=ON)
    assert bureau.name not in words
    assert "回避" in words


def test_a_change_of_employer_during_a_posting_shows_what_it_clashes_with(office, browse, inspection, bureau):
    posting = PostingFactory(team=inspection.team)
    client = browse(office)
    facts = {"name": posting.person.name, "employer": "市财政局", "phone": posting.person.phone}
    page = client.post(reverse("personnel:person_change", args=[posting.person.pk]), facts, follow=True)
    assert "即其所在组巡察的市财政局党组" in page.content.decode()
    panel = client.get(reverse("personnel:team_postings", args=[inspection.team.pk])).content.decode()
    assert f"{posting.person}的工作单位是市财政局" in panel
    assert [tie.organization for tie in ties_of_person(posting.person)] == []  # as read before
    posting.person.refresh_from_db()
    assert [tie.organization for tie in ties_of_person(posting.person)] == [bureau]


def test_the_page_of_posting_says_why(office, browse, inspection, bureau):
    person = PersonFactory(employer="市财政局")
    address = reverse("personnel:posting_add", args=[inspection.team.pk])
    page = browse(office).post(address, {"person": person.pk, "role": "member", "on": "2026-03-02"})
    assert "即其所在组巡察的市财政局党组" in page.content.decode()
