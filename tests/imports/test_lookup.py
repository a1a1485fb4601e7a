"""Things looked up by the names that a ledger writes."""

import pytest

from core.ledgers.lookup import ByName
from rounds.models import Organization


@pytest.fixture
def wide_and_narrow():
    return Organization(name="市财政局（本级）"), Organization(name="市财政局(本级)")


def test_a_name_written_exactly_so_is_preferred_to_one_that_differs_in_width(wide_and_narrow):
    wide, narrow = wide_and_narrow
    register = ByName(wide_and_narrow)
    assert (register.get(wide.name), register.get(narrow.name)) == (wide, narrow)


def test_spaces_and_full_width_do_not_make_another_name(wide_and_narrow):
    register = ByName(wide_and_narrow[:1])
    assert register.get(" 市 财政局(本级)\n") is wide_and_narrow[0]
    assert register.get("市财政局") is None


def test_a_name_may_have_several_parts():
    rooms = ByName([Organization(district="东区", name="财政局")], "district", "name")
    assert rooms.get("东 区", "财政局")
    assert rooms.get("西区", "财政局") is None
