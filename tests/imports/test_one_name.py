"""One person or organization, however a ledger spells the name."""

import pytest
from django.core.management import call_command

from personnel.models import Person
from rounds.models import Organization
from tests import ledgers
from tests.factories import OrganizationFactory, PersonFactory

PEOPLE = ["姓名", "性别", "工作单位", "人才库"]
ORGANIZATIONS = ["单位名称", "单位性质", "级别"]


def people(*names, sex="男"):
    rows = [PEOPLE, *([name, sex, "市审计局", "干部库"] for name in names)]
    return ledgers.as_file(ledgers.sheet_of(rows))


def organizations(*names, level="市直"):
    rows = [ORGANIZATIONS, *([name, "市直部门", level] for name in names)]
    return ledgers.as_file(ledgers.sheet_of(rows))


PADDED = ["甄 测", "甄\u3000测", "甄测", "甄测（女）", "甄测\n（挂职）"]
DOTTED = ["阿不都·买买提", "阿不都•买买提", "阿不都・买买提", "阿不都.买买提"]


def test_one_person_in_many_spellings_is_one(take_in, causes):
    outcome = take_in(people(*PADDED, *DOTTED, "𠮷测", "䶮测"))
    assert sorted(Person.objects.values_list("name", flat=True)) == sorted(["甄测", "阿不都·买买提", "𠮷测", "䶮测"])
    refused = causes(outcome.plan)
    assert [row for row, _title, _cause in refused] == [3, 4, 5, 6, 8, 9, 10]
    assert all("第2行" in cause or "第7行" in cause for _row, _title, cause in refused)


@pytest.mark.django_db
def test_the_command_tells_the_same(tmp_path):
    path = tmp_path / "people.xlsx"
    path.write_bytes(people(*PADDED, *DOTTED).getvalue())
    call_command("import_ledger", str(path), "--commit", "--skip-refused", str(tmp_path / "out.xlsx"))
    assert Person.objects.count() == 2


def test_who_is_entered_is_found_in_another_spelling(take_in, standing):
    take_in(people("甄测", "阿不都·买买提"))
    again = take_in(people("甄 测", "阿不都•买买提"))
    assert [words for _row, words in standing(again.plan)] == ["该人才库中已有此人"] * 2
    assert Person.objects.count() == 2


def test_a_remark_behind_a_name_tells_the_sex_or_is_refused(take_in, causes):
    assert take_in(people("甄测（女）", sex=None)).saved == 1
    assert Person.objects.get().sex == "female"
    refused = causes(take_in(people("李测（女）", "王测（挂职）")).plan)
    assert [cause for *_place, cause in refused] == [
        f"“{note}”不是姓名的一部分，请另列填写" for note in ("女", "挂职")
    ]


def test_a_name_entered_with_its_remark_keeps_it(take_in):
    person = PersonFactory(name="甄测（大）", employer="市审计局", phone="")
    assert take_in(people("甄测(大)")).saved == 1
    assert Person.objects.get() == person
    assert person.memberships.count() == 1


def test_a_name_that_only_looks_like_anothers_is_refused(take_in, causes, db):
    PersonFactory(name="王口明")
    outcome = take_in(people("王ロ明", "李工", "李エ"))
    assert [(row, cause) for row, _title, cause in causes(outcome.plan)] == [
        (2, "与已登记的“王口明”外形相近，但所用字符不同"),
        (4, "与已登记的“李工”外形相近，但所用字符不同"),
    ]


def test_a_namesake_of_another_unit_is_another_person(take_in):
    PersonFactory(name="甄测", employer="市教育局")
    assert take_in(people("甄 测")).saved == 1
    assert Person.objects.filter(name="甄测").count() == 2


def test_names_of_organizations_are_stored_clean_and_known_in_both_brackets(take_in, standing):
    take_in(organizations("市测绘院\n党委", "市丙局（市丁局）党组", "市己局党组."))
    assert set(Organization.objects.values_list("name", flat=True)) == {
        "市测绘院党委",
        "市丙局（市丁局）党组",
        "市己局党组",
    }
    again = take_in(organizations("市 测绘院党委", "市丙局(市丁局)党组", "市己局党组。"))
    assert [words for _row, words in standing(again.plan)] == ["名录中已有"] * 3


def test_an_organization_that_only_looks_like_another_is_refused(take_in, causes, db):
    OrganizationFactory(name="市口岸办")
    outcome = take_in(organizations("市ロ岸办", "市工会", "市エ会", "Aа局"))
    assert [row for row, _title, _cause in causes(outcome.plan)] == [2, 4, 5]
    assert Organization.objects.count() == 2


@pytest.mark.parametrize(
    ("spoken", "level"),
    [
        ("市本级", "city"),
        ("县（市、区）", "county"),
        ("乡镇", "township"),
        ("街道", "township"),
        ("行政村", "village"),
    ],
)
def test_levels_are_understood_as_spoken(take_in, spoken, level):
    take_in(organizations("市测局", level=spoken))
    assert Organization.objects.get().level == level


@pytest.mark.parametrize("rank", ["副县级", "处级", "正处级", "副科级", "县处级", "正科"])
def test_a_rank_is_refused_as_what_it_is(look, causes, rank):
    assert causes(look(organizations("市测局", level=rank))) == [
        (2, "级别", f"“{rank}”是行政级别，不能据此判断层级，请填写：市级、县级、乡级、村级")
    ]


def test_spellings_cost_no_more_queries(take_in, django_assert_max_num_queries, db):
    file = people(*(f"甄 测{number}号" for number in range(1500)))
    with django_assert_max_num_queries(16):
        assert take_in(file).saved == 1500
