"""The names in a plan, of organizations and people, are changed by two once it was put before the leading group."""

import pytest

from core.access.reach import Refused
from core.access.roles import Role
from core.consent.services import confirm
from core.ledgers.running import commit
from core.models import Proposal
from core.workflow.moves import Conflict
from personnel.models import Person
from personnel.people.services import update_person
from rounds.models import Organization, Round
from rounds.organizations.services import update_organization
from tests import ledgers
from tests.factories import InspectionFactory, OrganizationFactory, PostingFactory, RecusalFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned():
    """`planned(status)`: an organization in the plan of a round in this state."""

    def plan(status=Round.Status.APPROVED):
        return InspectionFactory(
            organization=OrganizationFactory(name="市粮食局党组"), team__round__status=status
        ).organization

    return plan


def name_of(organization) -> str:
    return Organization.objects.get(pk=organization.pk).name


@pytest.mark.parametrize("status", [Round.Status.SUBMITTED, Round.Status.APPROVED, Round.Status.ARCHIVED])
def test_an_organization_in_a_plan_is_renamed_by_two(office, leadinggroup, planned, status):
    organization = planned(status)
    update_organization(organization, by=office, name="市粮食和物资储备局党组", district="市直")
    stands = Organization.objects.get(pk=organization.pk)
    assert (stands.name, stands.district) == ("市粮食局党组", "市直")
    proposal = Proposal.objects.get()
    with pytest.raises(Refused):
        confirm(proposal, by=office)
    confirm(proposal, by=leadinggroup)
    assert name_of(organization) == "市粮食和物资储备局党组"


def test_while_the_plan_is_prepared_or_without_one_by_one(office, planned):
    for organization in (planned(Round.Status.PREPARING), OrganizationFactory()):
        update_organization(organization, by=office, name=f"{organization.name}（本级）")
        assert name_of(organization).endswith("（本级）")
    assert not Proposal.objects.exists()


def test_another_way_of_writing_the_name_takes_one(office, planned):
    organization = planned()
    Organization.objects.filter(pk=organization.pk).update(name="市粮食局(本级)党组")
    organization.refresh_from_db()
    update_organization(organization, by=office, name=" 市 粮食局（本级）党组")
    assert name_of(organization) == "市粮食局（本级）党组"


def test_what_was_renamed_meanwhile_is_proposed_again(office, handler, planned):
    organization = planned()
    update_organization(organization, by=office, name="市粮食和物资储备局党组")
    Organization.objects.filter(pk=organization.pk).update(name="别的名称")
    with pytest.raises(Conflict):
        confirm(Proposal.objects.get(), by=handler)


def test_who_is_recused_from_it_neither_reads_nor_confirms_its_new_name(office, handler, planned):
    organization = planned()
    barred = UserFactory(roles=[Role.OFFICE], person=RecusalFactory(organization=organization).person)
    update_organization(organization, by=office, name="市粮食和物资储备局党组")
    assert not Proposal.objects.visible_to(barred).exists()
    assert Proposal.objects.visible_to(handler).exists()


def test_the_page_says_that_the_name_waits(office, browse, planned):
    organization = planned()
    desk, address = browse(office), f"/organizations/{organization.pk}/change/"
    facts = {"name": "市粮食和物资储备局党组", "category": organization.category, "level": organization.level}
    page = desk.post(address, facts, follow=True).content.decode()
    assert "新名称待" in page
    assert "修改党组织名称" in page
    assert name_of(organization) == "市粮食局党组"


def test_a_ledger_renames_no_organization(office, planned):
    organization = planned()
    row = {"党组织名称": "市粮食局党组 ", "类别": "市直部门", "层级": "市级"}
    commit(ledgers.as_file(ledgers.sheet_of([list(row), list(row.values())])), by=office, options={"update": True})
    assert name_of(organization) == "市粮食局党组"
    assert Organization.objects.count() == 1


@pytest.mark.parametrize("fact", [{"name": "某乙"}, {"employer": "市统计局"}])
def test_who_is_posted_in_a_plan_becomes_nobody_else_by_one(office, handler, fact):
    posting = PostingFactory(person__name="某甲", role="member", team__round__status=Round.Status.APPROVED)
    update_person(posting.person, by=office, **fact, post="科长")
    person = Person.objects.get(pk=posting.person_id)
    [(name, told)] = fact.items()
    assert getattr(person, name) != told
    assert person.post == "科长"
    confirm(Proposal.objects.get(), by=handler)
    person.refresh_from_db()
    assert getattr(person, name) == told


def test_whose_plan_is_prepared_or_over_is_renamed_by_one(office, clock):
    clock.set("2026-11-23 10:00")
    prepared = PostingFactory(role="member", team__round__status=Round.Status.PREPARING)
    over = PostingFactory(role="member", released_on="2026-11-20", posted_on="2026-11-01")
    for posting in (prepared, over):
        update_person(posting.person, by=office, name="某乙", employer=f"单位{posting.pk}")
    assert not Proposal.objects.exists()
