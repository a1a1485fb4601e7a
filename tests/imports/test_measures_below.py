"""One finding with several measures in rows below it, each with its own leader, unit and day."""

from datetime import date

import pytest

from rectification.models import Item, Measure
from tests import ledgers

pytestmark = pytest.mark.usefixtures("organizations")

HEADER = ["序号", "轮次", "巡察组", "被巡察单位", "一级分类", "二级分类", "具体问题"]
HEADER += ["整改措施", "责任领导", "责任部门", "完成时限"]
MERGES = [f"{column}2:{column}4" for column in "ABCDEFG"]


def rows(**changes):
    first = [1, "第十八轮", "一组", ledgers.ORGANIZATIONS[0], "甲类", "乙类", "制度不健全"]
    return [
        HEADER,
        [*first, "完善制度", "某甲", "办公室", date(2027, 1, 15)],
        [*[None] * 7, "1.清退；2.通报", "某乙", "财务科", date(2027, 3, 15)],
        [*[None] * 7, "开展自查", changes.get("leader", "某丙"), "人事科", date(2027, 2, 15)],
        [2, *first[1:6], "另一个问题", "约谈", "某甲", "办公室", date(2027, 1, 15)],
    ]


@pytest.mark.parametrize("merges", [MERGES, []])
def test_each_measure_has_its_own_leader_unit_and_day(take_in, merges):
    outcome = take_in(ledgers.as_file(ledgers.sheet_of(rows(), merges=merges)), skip=False)
    assert outcome.saved == 2
    item = Item.objects.get(finding__text="制度不健全")
    assert (item.due_on, item.leader) == (date(2027, 3, 15), "某甲")
    assert [
        (each.content, each.leader, each.department, each.due_on) for each in item.measures.order_by("number")
    ] == [
        ("完善制度", "某甲", "办公室", date(2027, 1, 15)),
        ("清退", "某乙", "财务科", date(2027, 3, 15)),
        ("通报", "某乙", "财务科", date(2027, 3, 15)),
        ("开展自查", "某丙", "人事科", date(2027, 2, 15)),
    ]
    assert Measure.objects.count() == 5


def test_the_preview_counts_the_measures_and_names_the_rows(look):
    plan = look(ledgers.as_file(ledgers.sheet_of(rows(), merges=MERGES)))
    assert {creation.label: creation.amount for creation in plan.creations}["新增整改措施"] == 5
    assert [remark.text for _sheet, remark in plan.remarks] == ["作为上一条记录组成部分的行：3、4"]


def test_a_leader_without_a_measure_is_refused(look, causes):
    table = rows()
    table[3][7] = None
    assert causes(look(ledgers.as_file(ledgers.sheet_of(table)))) == [(2, "整改措施", "第4行没有填写措施")]


def test_a_number_and_a_text_used_twice_are_refused_at_the_number(look, causes):
    head = ["问题编号", *HEADER[1:]]
    table = [head, ["1.1", *rows()[1][1:]], ["1.1", *rows()[1][1:]]]
    assert [cause[:2] for cause in causes(look(ledgers.as_file(ledgers.sheet_of(table))))] == [(3, "问题编号")]
