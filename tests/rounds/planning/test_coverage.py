"""The board of coverage: who was inspected, looked back on, planned or not yet, as of any day, and what is left."""

from collections import Counter
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.reports.figures import figures
from core.workdays.reckoning import today
from rounds.models import Inspection, InspectionKind, Organization, Round
from rounds.planning.coverage import Share, covered, summary_of
from tests.factories import InspectionFactory, OrganizationFactory, RecusalFactory, RoundFactory, TeamFactory, fresh

DAY = date(2022, 10, 15)
BOARD = "rounds:coverage"


@pytest.fixture
def history(db):
    """One looked back on that day, one inspected in 2021, one planned then, two never, one ended that day."""
    made = {name: OrganizationFactory(name=f"{name}局党组", district="会安县") for name in "甲乙丙丁戊"}
    first = TeamFactory(round=RoundFactory(number=1), formed_on=date(2021, 1, 4))
    second = TeamFactory(round=RoundFactory(number=2), formed_on=date(2022, 9, 1))
    third = TeamFactory(round=RoundFactory(number=3), formed_on=date(2022, 10, 10))
    for name in "甲乙":
        InspectionFactory(team=first, organization=made[name], entered_on=date(2021, 2, 1))
    again = {"kind": InspectionKind.LOOK_BACK, "entered_on": DAY}
    InspectionFactory(team=second, organization=made["甲"], **again)
    InspectionFactory(team=third, organization=made["丙"], entered_on=date(2022, 11, 1))
    InspectionFactory(team=second, organization=made["戊"], entered_on=date(2022, 9, 5))
    Organization.objects.filter(pk=made["戊"].pk).update(ending="abolished", ended_on=DAY)
    OrganizationFactory(name="己局党组", district="靖川县", category="学校")
    return made


def states(user, day):
    return {row.name[0]: row.coverage for row in covered(user, day)}


def test_each_day_tells_its_own_state(history, office):
    never = {"丁": "not_yet", "己": "not_yet"}
    assert states(office, date(2022, 10, 14)) == {"甲": "done", "乙": "done", "丙": "planned", "戊": "done"} | never
    assert states(office, DAY) == {"甲": "looked_back", "乙": "done", "丙": "planned", "戊": "done"} | never
    assert states(office, date(2022, 10, 9))["丙"] == "not_yet"
    assert states(office, date(2022, 11, 1))["丙"] == "done"
    assert states(office, date(2020, 1, 1)) == dict.fromkeys("甲乙丙丁戊己", "not_yet")


def test_what_is_no_more_and_was_never_inspected_is_not_to_be_covered(history, office):
    Organization.objects.filter(pk=history["丁"].pk).update(ending="abolished", ended_on=DAY)
    assert "丁" in states(office, date(2022, 10, 14))
    assert "丁" not in states(office, DAY)


@pytest.mark.parametrize("day", [date(2021, 2, 1), date(2022, 10, 14), DAY, date(2022, 11, 1)])
def test_the_sums_are_the_figures(history, office, day):
    whole = summary_of(covered(office, day)).whole
    assert whole.inspected == figures["organizations_inspected"].compute(day, None, office)
    assert whole.looked_back == figures["look_back_organizations"].compute(day, None, office)


def test_sums_by_county_and_kind_add_up(history, office):
    summary = summary_of(covered(office, DAY))
    assert [(share.name, share.inspected, share.left) for share in summary.by_district] == [
        ("会安县", 3, 2),
        ("靖川县", 0, 1),
    ]
    assert sum(share.total for share in summary.by_category) == summary.whole.total == 6
    assert summary.whole.percent == "50.0%"


@pytest.mark.parametrize(
    ("amounts", "new", "ends_on"),
    [
        ({"done": 10, "not_yet": 6, "planned": 2}, 4, date(2024, 10, 14)),
        ({"done": 10, "not_yet": 6}, 0, None),
        ({"done": 10}, 4, None),
        ({"not_yet": 9_000_000}, 1, None),
    ],
)
def test_what_is_left_is_told_with_its_pace(amounts, new, ends_on):
    assert Share("合计", Counter(amounts), new).ends_on(DAY) == ends_on


def test_the_page_shows_its_rounds_sums_and_filters(history, office, browse):
    client = browse(office)
    page = client.get(reverse(BOARD), {"as_of": DAY.isoformat()})
    content = page.content.decode()
    assert "第一轮 常规巡察；第二轮 巡察“回头看”" in content
    assert [tile.value for tile in page.context["tiles"]] == [6, 3, 1, 1, 2]
    assert "预计" in page.context["tiles"][-1].note
    listed = client.get(reverse(BOARD), {"as_of": DAY.isoformat(), "coverage": "planned"}).context["table"]
    assert [row.pk for row in listed.data.data] == [history["丙"].pk]
    county = client.get(reverse(BOARD), {"as_of": DAY.isoformat(), "district": "靖川县"})
    assert [tile.value for tile in county.context["tiles"]] == [1, 0, 0, 0, 1]


def test_a_senseless_day_is_today(history, office, browse):
    for asked in ("0001-01-01", "9999-12-31", "gestern", ""):
        page = browse(office).get(reverse(BOARD), {"as_of": asked})
        assert page.status_code == 200
        assert page.context["view"].as_of == today()


def test_the_board_comes_as_a_workbook(history, office, browse):
    answer = browse(office).get(reverse(BOARD), {"as_of": DAY.isoformat(), "district": "会安县", "export": "xlsx"})
    cells = [str(cell) for row in load_workbook(BytesIO(answer.content)).active.values for cell in row]
    assert "第一轮 常规巡察；第二轮 巡察“回头看”" in cells
    assert "已回头看" in cells
    assert "己局党组" not in cells


def test_a_recused_reader_does_not_see_theirs(history, office):
    recusal = RecusalFactory(organization=history["甲"])
    office.person = recusal.person
    office.save()
    assert set(states(fresh(office), DAY)) == set("乙丙丁戊己")


@pytest.mark.parametrize("who", ["office", "leadinggroup"])
def test_office_and_leading_group_open_it(request, browse, who):
    assert browse(request.getfixturevalue(who)).get(reverse(BOARD)).status_code == 200


@pytest.mark.parametrize("who", ["leader", "secretary", "division", "discipline", "sysadmin"])
def test_nobody_else_does(request, browse, who):
    assert browse(request.getfixturevalue(who)).get(reverse(BOARD)).status_code in (403, 404)


def test_it_costs_the_same_with_few_and_with_many(history, office, browse, django_assert_max_num_queries):
    client = browse(office)
    client.get(reverse(BOARD))
    team = TeamFactory(round=RoundFactory(number=9, status=Round.Status.RECTIFYING))
    for number in range(120):
        organization = OrganizationFactory(name=f"第{number}村党支部", category="村", district="会安县")
        if number % 2:
            InspectionFactory(team=team, organization=organization, status=Inspection.Status.FED_BACK)
    with django_assert_max_num_queries(9):
        page = client.get(reverse(BOARD), {"per_page": 100})
    assert len(page.context["table"].page.object_list) == 100
