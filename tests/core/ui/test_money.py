"""How sums and counts are written on pages."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from core.ui.money import yuan
from core.ui.tables import MoneyColumn


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "34,000.00元"), ("en", "34,000.00 yuan")])
def test_a_sum_that_stands_alone_is_grouped_and_names_its_unit(language, words):
    with translation.override(language):
        assert yuan(Decimal("34000")) == words
        assert Template("{% load ui %}{{ sum|money }}").render(Context({"sum": Decimal("34000")})) == words


def test_a_column_of_sums_groups_them_under_its_unit():
    assert MoneyColumn().render(Decimal("123456789")) == "12,345.68"
    assert MoneyColumn(unit="元").render(Decimal("34000")) == "34,000.00"


def test_counts_are_grouped_in_chinese():
    assert (
        Template("{% load ui %}{{ count|grouped }} {{ count|shown }}").render(Context({"count": 5651}))
        == "5,651 5,651"
    )


def test_nothing_is_no_sum():
    assert Template("{% load ui %}{{ sum|money }}").render(Context({"sum": None})) == ""
