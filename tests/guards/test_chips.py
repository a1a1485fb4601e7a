"""A chip above a list says what it narrows down by in words: never the key of a row."""

import pytest

from core.ui.filters import FilterSet, RowFilter
from core.ui.number_filter import NumberFilter
from tests.factories import CategoryFactory

NUMBERS = {"year", "number"}
"""Filters whose number is one that people know: of a year, or of a team."""


def filter_sets(parent=FilterSet):
    """Every filter set of a page of ours."""
    for each in parent.__subclasses__():
        if each.__module__.partition(".")[0] != "tests":
            yield each
        yield from filter_sets(each)


@pytest.fixture(scope="module", autouse=True)
def all_filters():
    from config import urls  # noqa: F401 - whose views name all filters


def test_a_number_in_a_filter_of_a_page_is_known_to_people_or_said_by_the_name_of_its_row():
    bare = {
        (each.__module__, name)
        for each in filter_sets()
        for name, declared in each.base_filters.items()
        if isinstance(declared, NumberFilter) and not isinstance(declared, RowFilter) and name not in NUMBERS
    }
    assert bare == set()


def test_the_chip_of_a_category_says_its_name_and_the_form_does_not_ask_for_its_key(browse, office):
    category = CategoryFactory()
    page = browse(office).get(f"/findings/?category={category.pk}").text
    chip = page.split('class="chip"')[1].split("</a>")[0]
    assert str(category) in chip
    assert f">{category.pk}<" not in chip
    assert f'type="hidden" name="category" value="{category.pk}"' in page


def test_of_a_row_that_is_not_there_the_chip_says_so(browse, office):
    page = browse(office).get("/findings/?category=999999999").text
    assert "999999999</" not in page.split('class="chip"')[1].split("</a>")[0]
