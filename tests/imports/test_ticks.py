"""A state that a ledger tells by a tick, a yes or a one, in a column of its own."""

from datetime import date

import pytest

from rectification.models import Item
from tests import ledgers

pytestmark = pytest.mark.usefixtures("organizations")

Completion = Item.Completion
HEADER = ["轮次", "巡察组", "被巡察党组织", "一级分类", "二级分类", "问题描述", "发现日期", "是否完成"]


def ledger(*ticks, heading="是否完成"):
    rows = [
        ["第十八轮", "第四巡察组", ledgers.ORGANIZATIONS[0], "甲类", "乙类", f"问题{number}", date(2026, 7, 1), tick]
        for number, tick in enumerate(ticks)
    ]
    return ledgers.as_file(ledgers.sheet_of([[*HEADER[:-1], heading], *rows]))


@pytest.mark.parametrize(
    ("tick", "state"),
    [
        *((tick, Completion.DONE) for tick in ("√", "✓", "✔", "☑", "是", 1, True)),
        *((tick, Completion.NOT_DONE) for tick in ("×", "✗", "☐", "□", "否", 0, False, None)),
    ],
)
def test_a_tick_tells_the_state(take_in, tick, state):
    take_in(ledger(tick), skip=False)
    assert Item.objects.get().completion == state


def test_what_is_no_tick_is_refused_by_name(look, causes):
    ((row, column, cause),) = causes(look(ledger("√", "？")))
    assert (row, column, "？" in cause or "?" in cause) == (3, "是否完成", True)


def test_a_state_may_be_called_as_the_interface_calls_it(take_in):
    take_in(ledger("Basically completed", heading="完成情况"), skip=False)
    assert Item.objects.get().completion == Completion.MOSTLY
