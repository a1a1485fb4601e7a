"""Names are stored clean, whoever enters them, and found by either way of writing."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from core.api.tokens import issue_token
from core.names.filling import fill_names
from core.names.matching import matching
from personnel.models import Person
from personnel.people.services import add_person
from rounds.models import Body, Organization
from rounds.organizations.services import update_organization
from tests.factories import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db
FACTS = {"category": "市直部门", "level": "city"}


def test_a_form_stores_a_name_clean(browse, office):
    browse(office).post(reverse("rounds:organization_add"), FACTS | {"name": " 市测绘院\r\n 党委."})
    assert Organization.objects.get().name == "市测绘院党委"


def test_a_form_says_at_the_field_who_is_called_so(browse, office):
    OrganizationFactory(name="市丙局（市丁局）党组")
    desk = browse(office)
    page = desk.post(reverse("rounds:organization_add"), FACTS | {"name": "市丙局(市丁局)党组"}).content.decode()
    assert "“市丙局（市丁局）党组”已登记" in page
    assert Organization.objects.count() == 1


def test_rows_written_at_once_are_clean_and_keyed(db):
    Organization.objects.bulk_create([Organization(name="市 甲局（本级）", **FACTS)])
    organization = Organization.objects.get()
    assert (organization.name, organization.name_skeleton) == ("市甲局（本级）", "市甲局(本级)")
    assert organization.name_key.startswith("sjj")


def test_a_padded_name_is_the_same_person(office):
    PersonFactory(name="甄测", employer="市审计局", phone="")
    with pytest.raises(ValidationError) as refusal:
        add_person(by=office, name=" 甄 测 ", employer="市 审计局", phone="")
    assert set(refusal.value.error_dict) == {"name"}


def test_two_rows_kept_apart_go_on_until_one_is_renamed(office):
    first = OrganizationFactory(name="市甲局")
    second = OrganizationFactory(name="市乙局")
    Organization.objects.filter(pk=second.pk).update(name="市甲局", name_skeleton=f"{first.name_skeleton} {second.pk}")
    second.refresh_from_db()
    update_organization(second, by=office, secretary="某甲")
    second.refresh_from_db()
    assert (second.secretary, second.name_skeleton) == ("某甲", f"市甲局 {second.pk}")
    update_organization(second, by=office, name="市丙局")
    second.refresh_from_db()
    assert second.name_skeleton == "市丙局"


@pytest.mark.parametrize(
    "words",
    [
        *("市测绘院 党委", "党委 测绘", "测绘院党委", "测绘\u3000党委", "市 测 绘"),
        *("ｃｈｙ", "chy dw", "（新）", "(新)", "测绘 ２"),
    ],
)
def test_words_find_an_organization_in_any_order_and_width(words):
    found = OrganizationFactory(name="市测绘院党委（新）2")
    OrganizationFactory(name="市测试局党组")
    assert list(Organization.objects.search(words)) == [found]


def test_all_words_must_occur():
    OrganizationFactory(name="市测绘院党委")
    assert not Organization.objects.search("测绘 党组").exists()


@pytest.mark.parametrize("words", ["王 芳", "王芳", "wang fang", "wf", "审计 王", "ｗｆ", "芳 王"])
def test_words_find_a_person(words):
    found = PersonFactory(name="王芳", employer="市审计局")
    PersonFactory(name="王方", employer="市教育局", phone="2")
    assert found in Person.objects.search(words)
    assert Person.objects.search("王芳").count() == 1


def test_an_alphabets_name_is_found_with_and_without_its_space():
    found = PersonFactory(name="Anna Maria")
    for words in ("anna maria", "AnnaMaria", "maria anna", "Ａｎｎａ"):
        assert list(Person.objects.search(words)) == [found]


def test_initials_find_a_name_of_several_parts():
    found = PersonFactory(name="阿不都·买买提")
    for words in ("abdmmt", "阿不都•买买提", "买买提 阿不都", "阿不都"):
        assert list(Person.objects.search(words)) == [found]


def test_the_width_of_what_is_stored_does_not_matter():
    found = PersonFactory(name="甲", specialty="ＳＱＬ")
    assert list(Person.objects.filter(matching("sql", "specialty"))) == [found]
    assert list(Person.objects.filter(matching("ＳＱＬ", "specialty"))) == [found]


def test_a_program_finds_an_organization_by_either_spelling(client, office):
    OrganizationFactory(name="市丙局（市丁局）党组")
    OrganizationFactory(name="市丙局")
    for name in ("市丙局(市丁局)党组", " 市丙局（市丁局） 党组"):
        headers = {"Authorization": f"Token {issue_token(office)[1]}"}
        answer = client.get("/api/v1/organizations/", {"name": name}, headers=headers)
        assert [row["name"] for row in answer.json()["results"]] == ["市丙局（市丁局）党组"]


def test_a_body_is_found_by_words():
    found = Body.objects.create(name="市纪委监委（派驻）", kind=Body.Kind.DISCIPLINE)
    assert list(Body.objects.search("派驻 纪委")) == [found]
    assert list(Body.objects.search("(派驻)")) == [found]


def test_no_search_is_without_bound():
    assert Organization.objects.search("局 " * 5000).query.where is not None
    assert str(Organization.objects.search("局 " * 5000).query).count("LIKE") < 100


def test_names_from_before_that_collide_are_told_and_none_is_lost():
    first, second = OrganizationFactory(name="甲"), OrganizationFactory(name="乙")
    Organization.objects.filter(pk=first.pk).update(name_skeleton="")
    Organization.objects.filter(pk=second.pk).update(name_skeleton="?")
    with connection.cursor() as cursor:  # past the column, which would store them clean
        cursor.execute("UPDATE rounds_organization SET name = %s WHERE id = %s", ["市甲局（本级）", first.pk])
        cursor.execute("UPDATE rounds_organization SET name = %s WHERE id = %s", ["市 甲局(本级)\n", second.pk])
    told = fill_names(Organization, "name_skeleton")
    assert told == [f"rounds_organization {first.pk} '市甲局（本级）' = {second.pk} '市 甲局(本级)\\n'"]
    stored = list(Organization.objects.order_by("pk").values_list("name", "name_skeleton"))
    assert stored == [("市甲局（本级）", "市甲局(本级)"), ("市甲局（本级）", f"市甲局(本级) {second.pk}")]
    out = StringIO()
    call_command("name_collisions", stdout=out)
    assert f"{first.pk} “市甲局（本级）”; {second.pk} “市甲局（本级）”" in out.getvalue()


def test_no_collision_is_said():
    out = StringIO()
    call_command("name_collisions", stdout=out)
    assert out.getvalue().strip() == "没有重名或外形相近的名称。"
