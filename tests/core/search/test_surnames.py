"""Characters that are read otherwise as surnames."""

import pytest

from core.search.pinyin import person_key, pinyin_key
from personnel.models import Person
from tests.factories import PersonFactory


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("曾伟", "zw zengwei"),
        ("单伟", "sw shanwei"),
        ("解伟", "xw xiewei"),
        ("仇伟", "qw qiuwei"),
        ("区伟", "ow ouwei"),
        ("查伟", "zw zhawei"),
        ("朴伟", "pw piaowei"),
        ("尉迟伟", "ycw yuchiwei"),
        ("曾 伟", "zw zengwei"),
        ("王伟", "ww wangwei"),
        ("曾", "z zeng"),
    ],
)
def test_a_surname_is_read_as_one(name, key):
    assert person_key(name) == key


def test_elsewhere_the_character_is_read_as_in_its_word():
    assert person_key("王曾") == pinyin_key("王曾")


@pytest.mark.django_db
def test_a_person_is_found_by_it():
    person = PersonFactory(name="曾伟")
    assert person.name_key == "zw zengwei"
    assert Person.objects.filter(name_key__contains="zengwei").get() == person
