"""Names that look alike are told apart or refused: letters of other alphabets, radicals, digits for letters."""

import pytest
from django.core.exceptions import ValidationError

from core.names.lookalikes import in_one_alphabet, skeleton
from personnel.accounts import services as accounts
from personnel.models import Person
from personnel.people import services as people
from rounds.bodies import services as bodies
from rounds.models import Body, Organization
from rounds.organizations import services as organizations
from tests.factories import BodyFactory, OrganizationFactory, PersonFactory, UserFactory

FACTS = {"category": "市直部门", "level": "city"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wanglixin", "wаnglixin"),  # а of the Cyrillic alphabet
        ("wanglixin", "WANGLIXIN"),
        ("wanglixin", "wang1ixin"),
        ("wanglixin", "wang\u200blixin"),
        ("Omega", "Οmega"),  # Ο of the Greek alphabet
        ("maria", "мaria"),
        ("市人事局", "市⼈事局"),
        ("市口岸办", "市ロ岸办"),  # ロ of the katakana
        ("第一局", "第ー局"),
    ],
)
def test_what_looks_alike_has_one_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


def test_other_names_have_others():
    assert len({skeleton(name) for name in ("王芳", "王方", "wangfang", "wangfan", "市财政局", "市财政厅")}) == 6


def test_letters_of_several_alphabets_in_one_name_are_found():
    assert not in_one_alphabet("wаnglixin")
    assert in_one_alphabet("阿不都·买买提")
    assert in_one_alphabet("Иван")
    assert in_one_alphabet("王芳Anna")


@pytest.mark.django_db
def test_an_account_bears_no_name_that_looks_like_anothers(sysadmin):
    UserFactory(username="wang-lixin", name="王口明")
    with pytest.raises(ValidationError, match="王口明") as refusal:
        accounts.create_user(by=sysadmin, username="other", name="王ロ明")
    assert set(refusal.value.error_dict) == {"name"}
    with pytest.raises(ValidationError, match="wang-lixin") as refusal:
        accounts.create_user(by=sysadmin, username="wang-1ixin", name="王丽新")
    assert set(refusal.value.error_dict) == {"username"}


@pytest.mark.django_db
def test_an_account_is_not_renamed_to_anothers_name(sysadmin):
    UserFactory(name="示例市委巡察工作领导小组")
    puppet = UserFactory(name="甲")
    with pytest.raises(ValidationError, match="示例市委巡察工作领导小组"):
        accounts.update_user(puppet, by=sysadmin, name=" 示例市委 巡察工作领导小组")
    with pytest.raises(ValidationError):
        accounts.update_user(sysadmin, by=sysadmin, name="示例市委巡察エ作领导小组")
    puppet.refresh_from_db()
    assert puppet.name == "甲"


@pytest.mark.django_db
def test_an_account_that_looked_alike_before_can_still_be_shut_and_corrected(sysadmin):
    UserFactory(username="wanglixin", name="王丽新")
    old = UserFactory(username="wаnglixin", name="王丽新")
    accounts.update_user(old, by=sysadmin, username=old.username, name=old.name, email="a@example.test")
    accounts.shut_user(old, by=sysadmin, reason="look-alike")
    old.refresh_from_db()
    assert not old.is_active


@pytest.mark.django_db
def test_a_person_may_have_a_namesake_but_nobody_who_only_looks_so(office):
    PersonFactory(name="王口明")
    people.add_person(by=office, name="王口明", employer="市民政局")
    with pytest.raises(ValidationError, match="王口明"):
        people.add_person(by=office, name="王ロ明", employer="市民政局")
    other = people.add_person(by=office, name="李明", employer="市民政局")
    with pytest.raises(ValidationError, match="王口明"):
        people.update_person(other, by=office, name="王ロ明")
    assert Person.objects.filter(name="王口明").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["市口岸办", "市 口岸办\n", "市ロ岸办", "市口岸办."])
def test_an_organization_and_a_body_are_named_once(office, name):
    OrganizationFactory(name="市口岸办")
    BodyFactory(name="市口岸办")
    with pytest.raises(ValidationError, match="市口岸办") as refusal:
        organizations.add_organization(by=office, name=name, **FACTS)
    assert set(refusal.value.error_dict) == {"name"}
    with pytest.raises(ValidationError, match="市口岸办"):
        bodies.add_body(by=office, name=name, kind=Body.Kind.DISCIPLINE)
    other = organizations.add_organization(by=office, name="市别局", **FACTS)
    with pytest.raises(ValidationError, match="市口岸办"):
        organizations.update_organization(other, by=office, name=name)
    assert Organization.objects.count() == 2


@pytest.mark.django_db
def test_a_name_that_mixes_alphabets_is_refused(office):
    with pytest.raises(ValidationError, match="Aа"):
        organizations.add_organization(by=office, name="Aа局", **FACTS)
