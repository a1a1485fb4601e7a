"""The day of the feedback told by a column: one for each organization, and never instead of a recorded one."""

from datetime import date

import pytest

from findings.models import Finding
from rectification.models import HandOver
from rounds.models import Inspection, Round
from tests import ledgers
from tests.factories import InspectionFactory, RoundFactory, TeamFactory

pytestmark = pytest.mark.usefixtures("organizations")

HEADER = ["轮次", "巡察组", "被巡察党组织", "一级分类", "二级分类", "问题描述", "发现日期", "整改时限"]
DAY = date(2026, 9, 20)


def ledger(*days, heading="反馈日期", organization=0, found=None, first=1):
    """A ledger of as many findings of one organization as days."""
    rows = [
        [
            "第十八轮",
            "第一巡察组",
            ledgers.ORGANIZATIONS[organization],
            "甲类",
            "乙类",
            f"问题{number}",
            found,
            "集中整改期内",
            day,
        ]
        for number, day in enumerate(days, start=first)
    ]
    return ledgers.as_file(ledgers.sheet_of([[*HEADER, heading], *rows], "台账"))


@pytest.mark.parametrize("heading", ["反馈日期", "反馈时间", "反馈意见日期", "向党组织反馈时间", "Fed back on"])
@pytest.mark.parametrize("day", [DAY, "2026年9月20日", "2026.9.20"])
def test_a_column_tells_the_day(take_in, heading, day):
    assert take_in(ledger(day, heading=heading), skip=False).saved == 1
    hand_over = HandOver.objects.get()
    assert (hand_over.delivered_on, hand_over.inspection.fed_back_on) == (DAY, DAY)
    assert Finding.objects.get().issued_on == DAY
    assert hand_over.items.get().due_on == hand_over.focus_ends_on == date(2026, 12, 20)


@pytest.mark.parametrize("days", [(DAY, None, None), (None, DAY, "未登记（台账导入）"), (DAY, "同上", DAY)])
def test_it_is_told_once_or_again_and_again(take_in, days):
    take_in(ledger(*days), skip=False)
    assert HandOver.objects.get().delivered_on == DAY
    assert set(Finding.objects.values_list("issued_on", flat=True)) == {DAY}


def test_rows_that_disagree_are_refused(look, causes):
    plan = look(ledger(DAY, None, "2026-09-21"))
    ((row, column, cause),) = causes(plan)
    assert (row, column) == (4, "反馈日期")
    assert all(words in str(plan.errors[0]) for words in ("台账", "I列", "第2行", "2026-09-20", "2026-09-21")), cause


def test_each_organization_has_its_own_day(take_in):
    take_in(ledger(DAY), skip=False)
    take_in(ledger("2026-09-21", organization=1), skip=False)
    assert set(HandOver.objects.values_list("delivered_on", flat=True)) == {DAY, date(2026, 9, 21)}


@pytest.mark.parametrize(
    ("told", "column"), [("2026-12-01", "反馈日期"), ("2026年9月", "反馈日期"), ("2026-08-01", "发现日期")]
)
def test_a_day_to_come_no_day_and_one_before_something_was_found_are_refused(look, causes, told, column):
    assert [column for _row, column, _cause in causes(look(ledger(told, found=date(2026, 8, 9))))] == [column]


def test_the_column_counts_before_the_day_for_the_whole_file(take_in):
    take_in(ledger(DAY), skip=False, delivered_on="2026-10-01")
    assert HandOver.objects.get().delivered_on == DAY


@pytest.fixture
def left(organizations):
    """An inspection of a round that came with a ledger: its team left on 20 August, and the feedback is due."""
    team = TeamFactory(round=RoundFactory(number=18, status=Round.Status.REPORTING), number=1)
    return InspectionFactory(
        team=team,
        organization=organizations[0],
        status=Inspection.Status.REPORTING,
        entered_on=date(2026, 6, 10),
        left_on=date(2026, 8, 20),
    )


def test_a_day_before_the_team_left_is_refused(look, causes, left):
    ((_row, column, cause),) = causes(look(ledger("2026-08-19")))
    assert (column, "2026-08-20" in cause) == ("反馈日期", True)
    assert causes(look(ledger("2026-08-20"))) == []


def test_a_recorded_day_stays(take_in, look, causes):
    take_in(ledger(DAY), skip=False)
    ((_row, column, cause),) = causes(look(ledger("2026-09-21", first=2)))
    assert (column, "2026-09-20" in cause, "2026-09-21" in cause) == ("反馈日期", True, True)
    assert take_in(ledger(DAY, first=2), skip=False).saved == 1


def test_nor_does_the_day_for_the_whole_file_change_a_recorded_one(take_in, organizations):
    team = TeamFactory(round=RoundFactory(number=18, status=Round.Status.REPORTING), number=1)
    InspectionFactory(
        team=team, organization=organizations[0], status=Inspection.Status.FED_BACK, entered_on=None, fed_back_on=DAY
    )
    take_in(ledger(None), skip=False, delivered_on="2026-10-01")
    assert HandOver.objects.get().delivered_on == DAY


def test_a_hand_over_without_its_day_gets_none_by_the_way(take_in, look, causes):
    take_in(ledger(None), skip=False)
    ((_row, column, _cause),) = causes(look(ledger(DAY, first=2)))
    assert column == "反馈日期"


def test_of_a_finding_that_is_there_both_days_are_told(take_in, look):
    take_in(ledger(None, DAY), skip=False)
    (told,) = look(ledger("2026-09-21")).passed_by
    assert [str(each) for each in told.differences] == ["反馈日期：2026-09-20 → 2026-09-21"]
    assert look(ledger(DAY)).passed_by == []


def test_so_are_days_that_nobody_recorded(take_in, look):
    take_in(ledger(None), skip=False)
    (told,) = look(ledger(DAY)).passed_by
    assert [str(each) for each in told.differences] == ["反馈日期：未登记（台账导入） → 2026-09-20"]


def test_the_column_needs_no_confirmation(look):
    assert not look(ledger(DAY)).is_in_doubt
