"""Sentences that the program writes into rows, in the language of whoever reads them."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.wording import columns_searched, for_reader, in_each_language, in_house_language, sentence


@pytest.mark.parametrize("of_who_acts", ["en", "zh-hans"])
def test_a_sentence_is_kept_in_each_language_whoever_acts(of_who_acts):
    with translation.override(of_who_acts):
        stored = in_each_language(_("Team %(number)s"), {"number": _("Yes")})
    assert stored == ("第是巡察组", {"en": "Team Yes"})


def test_what_somebody_typed_has_nothing_beside_it():
    assert in_each_language("完成率 98%") == ("完成率 98%", {})


def test_it_ends_where_its_column_ends():
    stored, others = in_each_language(_("%(years)s: %(days)s"), {"years": "年" * 9, "days": ""}, longest=5)
    assert stored == "年年年年年"
    assert all(len(said) <= 5 for said in others.values())


def test_the_house_has_one_language():
    with translation.override("en"):
        assert in_house_language(_("Yes")) == "是"


def test_a_sentence_is_said_where_it_is_read():
    said = sentence(_("Team %(number)s"), number=3)
    with translation.override("en"):
        assert str(said) == "Team 3"
    assert str(said) == "第3巡察组"


@pytest.mark.parametrize(("language", "told"), [("zh-hans", "是"), ("en", "Yes"), ("fr", "是"), (None, "是")])
def test_who_reads_gets_their_own_language_or_that_of_the_house(language, told):
    with translation.override(language):
        assert for_reader("是", {"en": "Yes"}) == told
        assert for_reader("是", {}) == for_reader("是", None) == "是"


def test_words_are_searched_in_both():
    assert columns_searched("title", "titles") == ("title", "titles__en")
