"""Importing the talent pools."""

from datetime import date

import pytest

from core.models import Notice, Proposal
from personnel.models import Person, Pool, PoolMembership, Recusal
from tests import ledgers
from tests.factories import InspectionFactory, PersonFactory, PostingFactory

pytestmark = pytest.mark.usefixtures("organizations")


def test_three_sheets_are_three_pools(take_in):
    outcome = take_in(ledgers.people())
    assert outcome.saved == 67
    assert [PoolMembership.objects.filter(pool=pool).count() for pool in Pool] == [12, 40, 15]


def test_the_last_row_of_each_sheet_is_refused(look):
    plan = look(ledgers.people())
    assert [(row.sheet.name, row.number) for row in plan.refused] == [
        ("组长库", 16),
        ("干部库", 44),
        ("专业人才库", 19),
    ]


def test_the_same_person_in_two_pools_is_one_person(take_in):
    take_in(ledgers.people())
    assert Person.objects.count() == 40
    person = Person.objects.get(name="某1")
    assert {membership.pool for membership in person.memberships.all()} == set(Pool)


def test_facts_are_read_as_they_are_meant(take_in):
    take_in(ledgers.people())
    person = Person.objects.get(name="某1")
    assert (person.sex, person.born_on, person.phone) == ("female", date(1989, 7, 1), "13300000001")
    assert person.memberships.first().joined_on == date(2025, 6, 20)


def test_who_must_stand_aside_does_so_from_now_on(take_in):
    take_in(ledgers.people())
    recusal = Recusal.objects.get(person__name="某4")
    assert recusal.organization.name == ledgers.ORGANIZATIONS[0]
    assert recusal.declared_on == date(2026, 11, 23)


def test_an_organization_to_stand_aside_from_must_be_in_the_register(look, causes):
    header = ledgers.PERSON_HEADER.split()
    row = [1, "某甲", "男", "1980年1月", None, "市审计局", None, None, None, None, None, "市财政局党组、市第1局党组"]
    plan = look(ledgers.as_file(ledgers.sheet_of([header, row], "干部库")))
    assert causes(plan) == [(2, "需回避单位", "名录中没有党组织“市财政局党组”")]


def test_the_same_file_again_changes_nothing(take_in, standing):
    take_in(ledgers.people())
    again = take_in(ledgers.people())
    assert again.saved == 0
    assert standing(again.plan)[0] == (4, "该人才库中已有此人")
    assert (Person.objects.count(), Recusal.objects.count()) == (40, 10)


def test_a_person_entered_before_joins_the_pool_of_the_sheet(take_in):
    PersonFactory(name="某1", employer="市第1局", phone="13300000001")
    outcome = take_in(ledgers.people())
    assert outcome.saved == 67
    assert Person.objects.count() == 40


def test_people_are_brought_up_to_date_if_one_chooses_so(take_in):
    take_in(ledgers.people())
    Person.objects.update(post="站长")
    again = take_in(ledgers.people(), update=True)
    assert (again.saved, len(again.plan.standing)) == (40, 27), "whoever stands in two sheets is changed by the first"
    assert [str(each) for each in again.plan.updates[0].differences] == ["职务：站长 → 科长"]
    assert PoolMembership.objects.count() == 67
    assert set(Person.objects.values_list("post", flat=True)) == {"科长"}


def person_rows(*changes):
    """A sheet of the cadre pool: the same person row by row, each time changed so."""
    person = dict(zip(ledgers.PERSON_HEADER.split(), ledgers._person(1), strict=True))
    rows = [list(person), *(list((person | changed).values()) for changed in changes)]
    return ledgers.as_file(ledgers.sheet_of(rows, "干部库"))


def person_row(**changes):
    """A sheet of the cadre pool with one person, changed."""
    return person_rows(changes)


@pytest.mark.parametrize(("entered", "written"), [("13300000001", None), ("", "13300000001")])
def test_one_without_a_telephone_is_the_same_person(take_in, entered, written):
    PersonFactory(name="某1", employer="市第1局", phone=entered)
    take_in(person_row(联系电话=written), skip=False)
    person = Person.objects.get()
    assert (person.phone, person.memberships.get().pool) == ("13300000001", Pool.CADRES)


def test_two_rows_about_one_person_are_one_too_many(look, causes):
    PersonFactory(name="某1", employer="市第1局", phone="13300000001")
    twice = person_rows({}, {"联系电话": None})
    assert causes(look(twice)) == [(3, "姓名", "本文件同一人才库中重复：与工作表“干部库”第2行相同")]


def test_who_had_no_telephone_gets_the_first_one_and_the_other_is_a_namesake(take_in):
    PersonFactory(name="某1", employer="市第1局", phone="")
    take_in(person_rows({}, {"联系电话": "13300000002"}), skip=False)
    phones = Person.objects.order_by("pk").values_list("phone", flat=True)
    assert list(phones) == ["13300000001", "13300000002"]


def test_which_of_two_namesakes_is_asked_for(look, causes):
    for number in ("13300000001", "13300000002"):
        PersonFactory(name="某1", employer="市第1局", phone=number)
    assert causes(look(person_row(联系电话=None))) == [(2, "联系电话", "已有多名同单位的同名人员，请填写联系电话")]
    assert causes(look(person_row())) == []


def test_the_office_is_told_of_one_who_is_posted_to_the_team(take_in, organizations, office):
    person = PersonFactory(name="某1", employer="市第1局", phone="13300000001")
    PostingFactory(person=person, team=InspectionFactory(organization=organizations[0]).team)
    take_in(person_row(需回避单位=organizations[0].name), skip=False)
    assert Notice.objects.get(recipient=office, kind="recusal.declared")


def test_an_organization_named_twice_is_stood_aside_from_once(take_in, organizations):
    name = organizations[0].name
    take_in(person_row(需回避单位=f"{name}、{name}"), skip=False)
    assert Recusal.objects.get().organization == organizations[0]


def test_a_sheet_that_names_no_pool_asks_which(look, causes):
    header = ledgers.PERSON_HEADER.split()
    row = [1, "某甲", "男", "1980年1月", None, "市审计局", None, None, None, None, None, None]
    plan = look(ledgers.as_file(ledgers.sheet_of([header, row], "Sheet1")))
    assert "人才库" in causes(plan)[0][2]


def test_who_is_entered_joins_the_pool_chosen_for_the_file(look, take_in):
    person = PersonFactory(name="某甲", employer="市审计局", phone="")
    rows = [["序号", "姓名", "工作单位"], [1, "某甲", "市审计局"]]
    assert len(look(ledgers.as_file(ledgers.sheet_of(rows))).standing) == 1
    outcome = take_in(ledgers.as_file(ledgers.sheet_of(rows)), skip=False, pool=Pool.CADRES)
    assert [(made.label, made.amount) for made in outcome.plan.creations] == [("入库：干部库", 1)]
    assert PoolMembership.objects.get().person == person


def test_a_ledger_blinds_nobody_who_decides_on_leads(take_in, leadinggroup):
    """Such a recusal waits for the one concerned or for a second person; taken in again, it waits once."""
    person = PersonFactory(name="某甲", employer="市审计局", phone="")
    type(leadinggroup).objects.filter(pk=leadinggroup.pk).update(person=person)
    row = [1, "某甲", "男", "1980年1月", None, "市审计局", *[None] * 5, ledgers.ORGANIZATIONS[0]]
    for _time in range(2):
        header = ledgers.PERSON_HEADER.split()
        take_in(ledgers.as_file(ledgers.sheet_of([header, row], "干部库")))
    assert not Recusal.objects.exists()
    assert Proposal.objects.get().concerns == leadinggroup
