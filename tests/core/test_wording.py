"""Sentences that the program writes into rows, in the language of whoever reads them."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.wording import (
    columns_searched,
    for_reader,
    in_each_language,
    in_house_language,
    kept_alone,
    sentence,
    told_again,
)


@pytest.mark.parametrize("of_who_acts", ["en", "zh-hans"])
def test_a_sentence_is_kept_in_each_language_whoever_acts(of_who_acts):
    with translation.override(of_who_acts):
        stored = in_each_language(_("Team %(number)s"), {"number": _("Yes")})
    assert stored == ("第是巡察组", {"en": "Team Yes"})


def test_what_somebody_typed_has_nothing_beside_it():
    assert in_each_language("完成率 98%") == ("完成率 98%", {})


def test_a_sentence_that_stands_alone_is_told_in_the_language_of_who_reads():
    kept_alone(_("Imported from “%(file)s”"))
    for stored in ("从“名录\n之二”导入", "Imported from “名录\n之二”"):
        assert told_again(stored) == "从“名录\n之二”导入"
        with translation.override("en"):
            assert told_again(stored) == "Imported from “名录\n之二”"


@pytest.mark.parametrize("typed", ["", "已从“名录”导入。", "Imported", "%(file)s", "从“100%”导"])
def test_what_somebody_typed_is_told_as_it_was_typed(typed):
    with translation.override("en"):
        assert told_again(typed) == typed


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
