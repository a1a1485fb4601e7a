"""Figures and sheets as of a day: what happened later does not show."""

from datetime import date
from decimal import Decimal

import pytest

from core.reports.figures import figures
from core.reports.period import Period, month_of
from core.reports.rates import rates
from core.reports.sheets import sheets
from rectification.closing.services import close_item, return_item
from rectification.items.services import report_progress
from rectification.models import HandOver, Item
from tests.factories import bring_to_office
from tests.rectification.conftest import ACCEPTED, CLOSED, carry_out, check


def rows_of(key, month, user=None):
    return [list(getattr(row, "values", row)) for row in sheets[key].rows(month_of(month), user)]


@pytest.mark.parametrize(
    ("month", "state"),
    [
        (date(2026, 8, 1), None),
        (date(2026, 9, 1), "整改中"),
        (date(2026, 10, 1), "已销号"),
    ],
)
def test_the_ledger_shows_each_item_as_it_stood(closed, month, state):
    rows = [row for row in rows_of("rectification_items", month) if row[4] == closed.number]
    assert [row[-1] for row in rows] == ([state] if state else [])


def test_what_was_reported_later_does_not_count(item, liaison):
    carry_out(item, liaison, on=date(2026, 9, 29))
    report_progress(
        item,
        text="又修订一项",
        completion=Item.Completion.MOSTLY,
        rules_made=2,
        funds_recovered=Decimal("3400"),
        by=liaison,
        on=date(2026, 10, 20),
    )

    def sums(month):
        row = next(row for row in rows_of("rectification_items", month) if row[4] == item.number)
        return row[16:19]

    assert sums(date(2026, 9, 1)) == ["已完成", 0, 0]
    assert sums(date(2026, 10, 1)) == ["基本完成", 2, Decimal("3400.00")]


def test_measures_stand_in_one_cell_in_their_order(item):
    row = next(row for row in rows_of("rectification_items", date(2026, 9, 1)) if row[4] == item.number)
    assert row[9] == "1. 修订财务管理制度\n2. 清退违规报销款"


def test_a_plan_accepted_later_does_not_show(item):
    """It was filed on the 10th and could have been returned; an imported one has no such days."""

    def plan(day):
        rows = [row.values for row in sheets["rectification_items"].rows(Period(date(2026, 9, 1), day), None)]
        return next(list(row[8:12]) for row in rows if row[4] == item.number)

    whole = ["健全制度，规范报销", "1. 修订财务管理制度\n2. 清退违规报销款", "王立新", "财务科"]
    assert [plan(date(2026, 9, 14)), plan(ACCEPTED)] == [[""] * 4, whole]
    HandOver.objects.update(plan_filed_on=None, plan_accepted_on=None)
    assert plan(date(2026, 9, 14)) == whole


def test_that_an_item_is_kept_up_shows_with_its_plan(rectifying):
    rectifying.items.filter(deadline_kind="dated").update(kept_up=True)

    def kept_up(day):
        rows = sheets["rectification_items"].rows(Period(date(2026, 9, 1), day), None)
        return [row.values[15] for row in rows]

    items = rectifying.items.order_by("number").values_list("deadline_kind", flat=True)
    assert kept_up(date(2026, 9, 14)) == ["是" if kind == "lasting" else "否" for kind in items]
    assert kept_up(ACCEPTED) == ["是" if kind in ("lasting", "dated") else "否" for kind in items]


def test_an_application_and_its_return_show_on_their_days(applied, office):
    return_item(applied, "佐证不足", by=office, on=date(2026, 11, 2))

    def state(month):
        return next(row[-1] for row in rows_of("rectification_items", month) if row[4] == applied.number)

    assert state(date(2026, 10, 1)) == "待巡察办销号"
    assert state(date(2026, 11, 1)) == "已退回"


def late_items(month):
    """Items of the list; the lasting one is on it for want of a stage."""
    return [row for row in rows_of("rectification_overdue", month) if row[4].startswith("第")]


class TestTheOverdueList:
    def test_it_is_that_of_the_end_of_the_month(self, rectifying):
        """The immediate item was due on the first of October and is still open."""
        late = rows_of("rectification_overdue", date(2026, 10, 1))
        no_stage = (32, "逾期32天")  # of the lasting item, which should have its first stage by now
        assert [(row[-2], row[-1]) for row in late] == [(30, "逾期30天"), no_stage]
        assert late_items(date(2026, 9, 1)) == []

    def test_closed_later_it_was_overdue_all_the_same(self, rectifying, office, handler, liaison):
        item = rectifying.items.get(deadline_kind="immediate")
        carry_out(item, liaison, on=date(2026, 11, 2))
        bring_to_office(item, "已完成", by=liaison, on=date(2026, 11, 3))
        check(item, handler, on=date(2026, 11, 3))
        close_item(item, "同意", by=office, on=date(2026, 11, 4))
        assert len(late_items(date(2026, 10, 1))) == 1
        assert late_items(date(2026, 11, 1)) == []

    def test_a_step_not_taken_is_on_it(self, delivered):
        late = rows_of("rectification_overdue", date(2026, 9, 1))
        assert [row[4] for row in late] == ["签收巡察反馈意见（双签收）"]
        assert [row[-2] for row in late] == [26]

    def test_it_names_those_of_the_plan_from_its_acceptance_on(self, rectifying):
        Item.objects.filter(hand_over=rectifying).update(due_on=date(2026, 9, 10))

        def owners(day):
            return {row.values[5] for row in sheets["rectification_overdue"].rows(Period(day, day), None)}

        assert [owners(date(2026, 9, 14)), owners(ACCEPTED)] == [{"市财政局党组"}, {"财务科 王立新"}]

    def test_its_rows_are_marked(self, rectifying):
        assert all(row.overdue for row in sheets["rectification_overdue"].rows(month_of(date(2026, 10, 1)), None))


def test_the_summary_adds_up_and_counts_basically_completed_apart(closed, rectifying, liaison):
    dated = rectifying.items.get(deadline_kind="dated")
    report_progress(dated, text="已改", completion="mostly", by=liaison, on=date(2026, 10, 20))
    (row,) = rows_of("rectification_summary", date(2026, 10, 1))
    assert row[4:] == [4, 1, 1, 2, 1, 1, 0.25]


def test_who_completed_everything_before_is_counted_in_one_row(closed, rectifying):
    """The sums of the table stay those of the figures of the same name."""
    rectifying.items.exclude(pk=closed.pk).delete()
    (in_october,) = rows_of("rectification_summary", date(2026, 10, 1))
    assert in_october[3] == "市财政局党组"
    (in_november,) = rows_of("rectification_summary", date(2026, 11, 1))
    assert in_november[3:] == ["此前已整改完毕（1个次）", *in_october[4:]]
    (whole,) = sheets["rectification_summary"].history(month_of(date(2026, 11, 1)), None)
    assert list(whole) == in_october


def test_lasting_ones_are_counted_among_the_not_completed(closed, rectifying, liaison):
    lasting = rectifying.items.get(deadline_kind="lasting")
    report_progress(lasting, text="已改", completion="mostly", by=liaison, on=date(2026, 10, 20))
    (row,) = rows_of("rectification_summary", date(2026, 10, 1))
    assert row[4:9] == [4, 1, 1, 2, 0]


def test_figures_as_of_a_day_and_for_a_period(closed):
    count = figures["items_closed_out"].compute
    assert [count(day, None, None) for day in (date(2026, 10, 14), CLOSED)] == [0, 1]
    assert [count(CLOSED, month_of(day), None) for day in (date(2026, 9, 1), CLOSED)] == [0, 1]
    late = figures["items_overdue"].compute
    assert [late(day, None, None) for day in (date(2026, 10, 1), date(2026, 10, 2))] == [0, 1]


@pytest.mark.parametrize(
    ("who", "rows"),
    [("office", 4), ("leader", 4), ("secretary", 4), ("division", 4), ("stranger_leader", 0), ("discipline", 0)],
)
def test_a_sheet_holds_what_its_reader_sees(rectifying, who, rows, request):
    user = request.getfixturevalue(who)
    assert len(rows_of("rectification_items", date(2026, 10, 1), user)) == rows


def test_what_is_basically_completed_is_not_complete(closed):
    Item.objects.exclude(pk=closed.pk).update(completion=Item.Completion.MOSTLY)
    rate = rates["items_completion"]
    numbers = {key: figures[key].compute(date(2026, 12, 1), None, None) for key in (rate.part, rate.whole)}
    assert numbers == {"items_closed_out": 1, "items_fed_back": 4}


def test_the_rate_is_told_as_an_office_published_it():
    """688 of 697 are 98.71 %: the nine others were basically completed (DOMAIN §2)."""
    assert f"{rates['items_completion'].of({'items_closed_out': 688, 'items_fed_back': 697}):.2%}" == "98.71%"
