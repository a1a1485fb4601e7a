"""The board of rectification: how far items have come; every number is as long as the list it opens."""

from datetime import date

import pytest
from django.urls import reverse

from core.access.roles import Role
from rectification.board.counts import GROUPINGS
from rectification.models import Item
from rectification.reopening.services import accept_reopening, apply_reopening
from tests.factories import ItemFactory, PersonFactory, RecusalFactory, UserFactory

PAGE = reverse("rectification:board")


@pytest.fixture
def beside(other_inspection, closed):
    """An item of another organization, in another county, late."""
    other_inspection.organization.district = "临河县"
    other_inspection.organization.save()
    return ItemFactory(
        hand_over__inspection=other_inspection, hand_over__delivered_on=date(2026, 9, 1), due_on=date(2026, 10, 1)
    )


def listed(client, url):
    return client.get(url).context["table"].paginator.count


def test_the_funnel_tells_how_many_have_come_how_far(closed, office, browse):
    page = browse(office).get(PAGE)
    [funnel, _course] = page.context["charts"]
    assert list(zip(map(str, funnel.labels), *funnel.series.values(), strict=True)) == [
        ("已反馈", 4),
        ("方案已通过", 4),
        ("已报告整改", 1),
        ("已申请销号", 1),
        ("已销号", 1),
    ]
    assert "已反馈4项，已销号1项（25.00%）" in page.text


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_number_is_as_long_as_the_list_it_opens(beside, closed, division, office, browse, by):
    client = browse(office)
    page = client.get(PAGE, {"by": by})
    numbers = [(amount, url) for line in page.context["lines"] for _key, _label, amount, url in line.cells if amount]
    numbers += [(tile.value, tile.url) for tile in page.context["tiles"]]
    numbers += [(amount, url) for _name, url, amount, _since in page.context["slowest"]]
    [_funnel, course] = page.context["charts"]
    numbers += zip(*course.series.values(), course.urls, strict=True)
    assert len(numbers) > 12
    assert [(amount, url) for amount, url in numbers if listed(client, url) != amount] == []


@pytest.mark.parametrize("narrowed", ["round", "district", "division_leader"])
def test_what_it_is_narrowed_down_to_narrows_every_number(beside, closed, division, office, browse, narrowed):
    values = {
        "round": beside.hand_over.inspection.team.round_id,
        "district": "临河县",
        "division_leader": division.name,
    }
    client = browse(office)
    page = client.get(PAGE, {narrowed: values[narrowed]})
    tile = page.context["tiles"][0]
    assert tile.value == (5 if narrowed == "round" else 4 if narrowed == "division_leader" else 1)
    assert listed(client, tile.url) == tile.value


def test_groups_of_none_are_told_and_open_their_list(beside, office, browse):
    client = browse(office)
    names = {line.name for by in ("district", "leader") for line in client.get(PAGE, {"by": by}).context["lines"]}
    assert {"临河县", "无人分管"} <= names


def test_an_organization_of_two_leaders_is_counted_once(closed, division, office, browse):
    second = UserFactory(name="second", roles=[Role.DIVISION_LEADER])
    second.portfolio.add(closed.hand_over.inspection.organization)
    page = browse(office).get(PAGE, {"by": "leader"})
    assert [line.numbers["fed_back"] for line in page.context["lines"]] == [4, 4]
    assert page.context["tiles"][0].value == 4


def test_a_division_leader_begins_with_the_organizations_of_the_portfolio(beside, closed, division, browse):
    page = browse(division).get(PAGE)
    assert [line.name for line in page.context["lines"]] == [str(closed.hand_over.inspection.organization)]


def test_what_was_opened_again_was_closed_in_its_month_all_the_same(closed, leader, office, browse, beside):
    colleague = UserFactory(username="colleague", roles=[Role.OFFICE])
    apply_reopening(closed, "check", "反弹", date(2027, 1, 31), by=leader, on=date(2026, 11, 2))
    accept_reopening(closed, by=colleague, on=date(2026, 11, 9))
    client = browse(office)
    [_funnel, course] = client.get(PAGE).context["charts"]
    [(amount, url)] = [
        (n, url) for n, url in zip(*course.series.values(), course.urls, strict=True) if "2026-10" in url
    ]
    assert amount == listed(client, url) == 1
    assert len(course.labels) == 12
    assert "请填写月份，如2026-11。" in client.get(url.replace("2026-10", "2026-1x")).content.decode()


@pytest.mark.parametrize("query", ["by=nobody", "round=999999", "round=x", "district=", "division_leader=%20"])
def test_what_makes_no_sense_shows_the_whole(closed, office, browse, query):
    answer = browse(office).get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert answer.context["tiles"][0].value == 4


def test_each_side_counts_its_own(closed, liaison, other_secretary, browse):
    assert [browse(user).get(PAGE).context["tiles"][0].value for user in (liaison, other_secretary)] == [4, 0]


def test_many_items_cost_no_more_sql(closed, office, browse, django_assert_max_num_queries):
    client = browse(office)
    client.get(PAGE)
    Item.objects.filter(pk=closed.pk).update(due_on=date(2026, 10, 1))
    for _number in range(10):
        ItemFactory(hand_over__delivered_on=date(2026, 9, 1))
    with django_assert_max_num_queries(16):
        client.get(PAGE)


class TestFirstPage:
    """A division leader reads there how the organizations they follow stand."""

    def test_each_number_is_as_long_as_the_list_it_opens(self, beside, closed, division, browse):
        client = browse(division)
        [overview] = client.get("/").context["overviews"]
        [(name, _url, cells)] = overview.lines
        assert name == closed.hand_over.inspection.organization.name
        assert [str(cell.label) for cell in cells] == ["应整改", "已销号", "已逾期"]
        assert [cell.amount for cell in cells][:2] == [4, 1]
        assert [cell.amount for cell in cells] == [listed(client, cell.url) for cell in cells]

    def test_who_is_recused_from_one_does_not_read_of_it(self, closed, division, browse):
        division.person = PersonFactory()
        division.save()
        RecusalFactory(person=division.person, organization=closed.hand_over.inspection.organization)
        assert browse(division).get("/").context["overviews"] == []

    def test_others_follow_none(self, closed, office, liaison, browse):
        assert [browse(user).get("/").context["overviews"] for user in (office, liaison)] == [[], []]
