"""Ledgers by the habits of those who fill them in: numerals, days of the week, ticks, headings between the rows."""

import io
from datetime import date, datetime
from decimal import Decimal

import pytest

from core.workbook.dates import Deadline, DeadlineKind
from rectification.models import Item
from tests.factories import OrganizationFactory
from tests.imports.layout_parts import (
    FINANCE,
    FLAT,
    GRAIN,
    KINDS,
    Layout,
    check,
    check_doors,
    dated,
    flat,
    inspect_both,
)

DONE, MOSTLY, OPEN = Item.Completion.DONE, Item.Completion.MOSTLY, Item.Completion.NOT_DONE
WITHOUT_PLACE = "序号 轮次 巡察组 一级分类 二级分类 问题描述"


def flats(*limits):
    return [flat(limit, text=f"问题{number}", number=number) for number, limit in enumerate(limits, 1)]


def under(number, text, *, round_="第十八轮"):
    """A row whose organization stands in the heading above it."""
    return [number, round_, "二组", *KINDS, text]


@pytest.fixture(autouse=True)
def inspected(db):
    inspect_both()


HABITS = [
    Layout(
        "numerals in words for days, rounds, teams and counts",
        f"{FLAT} 发现时间 完善制度（项） 挽回损失（元）",
        [
            [
                *(1, "十八轮次", "市委巡察第二组", FINANCE, *KINDS, "甲"),
                *("二〇二七年二月底前完成", "二○二六年八月十八日", "两项", "1.2万元"),
            ],
            [
                *(2, "（第18轮）", "巡察二组", FINANCE, *KINDS, "乙"),
                *("二零二七年元月", "二〇二六年八月二十", "十二条", "12,000元"),
            ],
        ],
        read=[
            {"round": 18, "team": 2, "deadline": dated(2027, 2, 28), "found_on": date(2026, 8, 18)}
            | {"rules_made": 2, "funds": Decimal(12000)},
            {"round": 18, "team": 2, "deadline": dated(2027, 1, 31), "found_on": date(2026, 8, 20)}
            | {"rules_made": 12, "funds": Decimal(12000)},
        ],
        told=["H列“整改时限”按以下理解：二〇二七年二月底前完成 → 2027-02-28、二零二七年元月 → 2027-01-31"],
    ),
    Layout(
        "capital numerals, twenty in one sign, and English months",
        f"{FLAT} 发现时间 完善制度（项）",
        [
            [1, "第拾捌轮", "巡察贰组", FINANCE, *KINDS, "甲", "2027年贰月廿五日前", "20 Aug 2026", "贰拾伍项"],
            [2, "拾捌轮", "第贰巡察组", FINANCE, *KINDS, "乙", "end of Feb 2027", "August 20, 2026", "廿一条"],
            [3, "第十八轮", "第二巡察组", FINANCE, *KINDS, "丙", "5-Mar-27", "8/20/2026", "贰廿项"],
        ],
        read=[
            {"round": 18, "team": 2, "deadline": dated(2027, 2, 25), "found_on": date(2026, 8, 20), "rules_made": 25},
            {"round": 18, "team": 2, "deadline": dated(2027, 2, 28), "found_on": date(2026, 8, 20), "rules_made": 21},
        ],
        refused=[(4, "发现时间", "8/20/2026"), (4, "整改时限", "5-Mar-27"), (4, "完善制度（项）", "贰廿项")],
        told=["2027年贰月廿五日前 → 2027-02-25、end of Feb 2027 → 2027-02-28"],
    ),
    Layout(
        "the team by capital numerals in the heading and the name of the sheet",
        "序号 轮次 被巡察党组织 一级分类 二级分类 问题描述",
        [["一、第贰巡察组"], [1, "第十八轮", FINANCE, *KINDS, "甲"]],
        merges=["A2:F2"],
        sheet="第贰组",
        read=[{"text": "甲"}],
    ),
    Layout(
        "days with the day of the week or the hour behind them",
        FLAT,
        flats(
            "2027年2月28日（周日）前",
            "2027/2/1 12:30",
            "2027-02-27 星期日",
            datetime.fromisoformat("2027-02-26 17:30"),
        ),
        read=[{"deadline": dated(2027, 2, day)} for day in (28, 1, 26)],
        refused=[(4, "整改时限", "那天是星期六")],
    ),
    Layout(
        "thirds of a month, of which the beginning of one is no day",
        FLAT,
        flats("2027年2月上旬", "2027年2月中旬", "2027年2月下旬", "2027年2月初", "2月下旬"),
        read=[{"deadline": dated(2027, 2, day)} for day in (10, 20, 28)],
        refused=[(5, "整改时限", "2027年2月初"), (6, "整改时限", "2月下旬")],
        told=["2027年2月上旬 → 2027-02-10、2027年2月中旬 → 2027-02-20、2027年2月下旬 → 2027-02-28"],
    ),
    Layout(
        "from one day to another, and a day that goes on for good",
        FLAT,
        flats(
            "2026年9月20日至2027年2月20日", "2026年9月—2027年2月", "2027年底前完成并长期坚持", "2027年3月至2026年9月"
        ),
        read=[
            {"deadline": dated(2027, 2, 20)},
            {"deadline": dated(2027, 2, 28)},
            {"deadline": dated(2027, 12, 31)},
        ],
        refused=[(5, "整改时限", "2027年3月至2026年9月")],
        told=["2026年9月20日至2027年2月20日 → 2027-02-20"],
    ),
    Layout(
        "months as numbers, one of which may have lost its zero",
        FLAT,
        flats(2027.02, 202703, 2027.1),
        read=[{"deadline": dated(2027, 2, 28)}, {"deadline": dated(2027, 3, 31)}],
        refused=[(4, "整改时限", "1月还是10月")],
        told=["2027.02 → 2027-02-28、202703 → 2027-03-31"],
    ),
    Layout(
        "several days in one cell are not one",
        FLAT,
        flats("2026年12月底；2027年2月底", "2026.12.31/2027.2.28"),
        refused=[(2, "整改时限", "2026年12月底"), (3, "整改时限", "2026.12.31")],
    ),
    Layout(
        "the state as a share, with words or alone",
        f"{FLAT} 整改进度",
        [
            flat("立行立改", words, text=str(words))
            for words in ("100%", "完成 100%", "已完成（100%）", "基本完成（90%）", "80%", "未完成（100%）")
        ],
        read=[{"completion": state} for state in (DONE, DONE, DONE, MOSTLY)],
        refused=[(6, "整改进度", "不能确定"), (7, "整改进度", "不能确定")],
        told=["I列“整改进度”按以下理解：100% → 已完成、完成 100% → 已完成"],
    ),
    Layout(
        "the state as a sign",
        f"{FLAT} 是否完成",
        [flat("立行立改", sign, text=str(sign)) for sign in ("√", "V", "×", "x", True, False, "是", "否", "○")],
        read=[{"completion": state} for state in (DONE, DONE, OPEN, OPEN, DONE, OPEN, DONE, OPEN)],
        refused=[(10, "是否完成", "○")],
    ),
    Layout(
        "how long in place of how far",
        f"{FLAT} 完成情况",
        [flat("长期坚持", words, text=words) for words in ("长期坚持", "已完成并长期坚持", "有序推进")],
        read=[{"completion": DONE}, {"completion": OPEN}],
        refused=[(2, "完成情况", "期限")],
    ),
    Layout(
        "the year before the number of the round, in column, title and name of the sheet",
        FLAT,
        [[1, "2026年第18轮", "第2巡察组", FINANCE, *KINDS, "甲", "立行立改"]],
        above=[["2026年示例市委第十八轮巡察反馈问题整改台账"]],
        sheet="2026年度第18轮",
        read=[{"round": 18, "team": 2}],
    ),
    Layout(
        "headings between the rows name the organization, and no column does",
        WITHOUT_PLACE,
        [
            [f"一、{FINANCE}"],
            under(1, "甲"),
            under(2, "乙"),
            ["二、市粮食和物资储备局（1个问题）"],
            under(1, "丙"),
            ["三、市某某局党组"],
            under(1, "丁"),
        ],
        merges=["A2:F2", "A5:F5", "A7:F7"],
        read=[{"text": "甲"}, {"text": "乙"}, {"text": "丙"}],
        refused=[(8, "被巡察党组织", "市某某局党组")],
    ),
    Layout(
        "a roster by hand, with numerals and stops",
        "序号 姓名 性别 出生年月 工作单位 职务 入库时间 人才库",
        [
            [1, "某甲", "男性", "一九八五年三月", "市财政局", "科长", "二〇二四年五月六日", "干部库。"],
            [2, "某乙", "女。", "1990年12月生（36岁）", "市财政局", "科员", "2024.5.6 星期一", "干部库、组长库"],
            [3, "某丙", "男", "八五年三月", "市财政局", "科员", "2024年5月上旬", "干部库"],
        ],
        kind="people",
        read=[
            {"sex": "male", "born_on": date(1985, 3, 1), "joined_on": date(2024, 5, 6), "pool": ["cadres"]},
            {"sex": "female", "born_on": date(1990, 12, 1), "joined_on": date(2024, 5, 6)},
        ],
        refused=[(4, "出生年月", "八五年三月"), (4, "入库时间", "2024年5月上旬")],
    ),
    Layout(
        "leads by hand, with numerals and words around what is asked",
        "线索编号 轮次 巡察组 被巡察单位 被反映人 主要内容 涉及纪律 处置建议 移交方式 移交单位 移交时间",
        [
            [
                *("XS18-01", "2026年第18轮", "巡察二组", FINANCE, "某某", "违规"),
                *("违反廉洁纪律。", "供参考", "单", "市纪委监委", "二〇二六年九月二十日（星期日）"),
            ],
            [
                *("XS18-02", "（第18轮）", "2组", FINANCE, "某某", "违规"),
                *("廉洁、工作纪律", "参考", "单", "市纪委监委", "2026年9月下旬"),
            ],
        ],
        kind="leads",
        read=[{"round": 18, "team": 2, "discipline": "integrity", "mode": "single", "sent_on": date(2026, 9, 20)}],
        refused=[(3, "涉及纪律", "廉洁、工作纪律"), (3, "移交时间", "2026年9月下旬")],
        told=["违反廉洁纪律。 → 廉洁纪律"],
    ),
    Layout(
        "headings written downwards, and a note of the form in brackets",
        "序号",
        [
            [
                "轮\n次",
                "巡\n察\n组",
                "被巡察单位名称",
                "一级\n分类",
                "二级\n分类",
                "巡察反馈\n问题",
                "整改时限\n（年月日）",
            ],
            ["18轮", "2组", GRAIN, *KINDS, "甲", "2027.2.28前"],
        ],
        read=[{"round": 18, "deadline": dated(2027, 2, 28)}],
    ),
]


@pytest.mark.parametrize("layout", HABITS, ids=[layout.habit for layout in HABITS])
def test_what_comes_out_of_a_habit(look, causes, layout):
    check(layout, look, causes)


@pytest.mark.parametrize("layout", HABITS, ids=[layout.habit for layout in HABITS])
def test_page_and_command_tell_the_same(browse, tmp_path, layout):
    check_doors(layout, browse, tmp_path)


@pytest.mark.parametrize("first", ["sep=,\r\n", "sep=;\r\n", "", "\r\n"])
def test_a_table_as_text_may_say_what_separates_its_cells(look, first):
    sign = first[4:5].strip() or ","
    lines = [FLAT.replace(" ", sign), sign.join(["1", "18轮", "二组", FINANCE, *KINDS, "甲", "二〇二七年二月底"])]
    file = io.BytesIO((first + "\r\n".join(lines)).encode("utf-8-sig"))
    file.name = "台账.csv"
    (row,) = look(file).good
    assert row["deadline"] == Deadline(DeadlineKind.DATED, date(2027, 2, 28))


def test_a_heading_that_tells_the_organization_is_not_listed_as_passed_over(look):
    rows = [[f"一、{FINANCE}"], ["（一）管理不严"], under(1, "甲"), ["合计"]]
    plan = look(Layout("", WITHOUT_PLACE, rows, merges=["A2:F2", "A3:F3"]).file())
    (told,) = [remark.text for _sheet, remark in plan.remarks]
    assert told == "跳过的行：3（（一）管理不严）、5（合计）"


def test_a_heading_is_passed_over_where_the_rows_name_their_organization(look):
    rows = [[f"一、{GRAIN}"], [*under(1, "甲"), FINANCE]]
    plan = look(Layout("", f"{WITHOUT_PLACE} 被巡察党组织", rows, merges=["A2:G2"]).file())
    assert any("2（一、市粮食" in remark.text for _sheet, remark in plan.remarks)


def test_a_heading_between_the_rows_is_told_as_the_source_of_the_organization(look):
    layout = next(each for each in HABITS if "name the organization" in each.habit)
    told = {subject.name: subject.source for subject in look(layout.file()).subjects}
    assert f"一、{FINANCE}" in told[FINANCE]
    assert "二、市粮食和物资储备局（1个问题）" in told[GRAIN]


def test_a_heading_of_another_round_is_asked_about(look, causes):
    rows = [
        ["第十七轮遗留问题"],
        [1, "二组", FINANCE, *KINDS, "甲"],
        ["第十八轮问题"],
        [1, "二组", GRAIN, *KINDS, "乙"],
    ]
    layout = Layout(
        "",
        "序号 巡察组 被巡察党组织 一级分类 二级分类 问题描述",
        rows,
        merges=["A3:F3", "A5:F5"],
        above=[["第十八轮巡察整改台账"]],
    )
    plan = look(layout.file())
    assert [row["text"] for row in plan.good] == ["乙"]
    ((row, column, cause),) = causes(plan)
    assert (row, column, "第十七轮遗留问题" in cause) == (4, "轮次", True)


def test_an_organization_of_the_heading_and_another_of_the_title_are_refused(look, causes):
    OrganizationFactory(name="市审计局党组")
    layout = Layout(
        "", WITHOUT_PLACE, [[f"一、{FINANCE}"], under(1, "甲")], merges=["A3:F3"], above=[["市审计局党组整改台账"]]
    )
    ((row, column, _cause),) = causes(look(layout.file()))
    assert (row, column) == (4, "被巡察党组织")


def test_organizations_one_within_another_heading_are_refused(look, causes):
    rows = [[f"一、{FINANCE}"], [f"（一）{GRAIN}"], under(1, "甲"), ["二、其他"], under(2, "乙")]
    plan = look(Layout("", WITHOUT_PLACE, rows, merges=["A2:F2", "A3:F3", "A5:F5"]).file())
    assert [(row, column) for row, column, _cause in causes(plan)] == [(4, "被巡察党组织"), (6, "被巡察党组织")]


def test_headings_of_problems_below_that_of_the_organization_leave_it(look, causes):
    rows = [[FINANCE], ["一、全面从严治党"], ["（一）主体责任"], under(1, "甲"), ["二、财务管理"], under(2, "乙")]
    plan = look(Layout("", WITHOUT_PLACE, rows, merges=["A2:F2", "A3:F3", "A4:F4", "A6:F6"]).file())
    assert causes(plan) == []
    assert [subject.name for subject in plan.subjects] == [FINANCE]


@pytest.mark.parametrize(("called", "is_it"), [("市财政局党委", False), ("市财政局党组织", True), ("市财政局", True)])
def test_another_party_organization_of_the_same_unit_is_not_it(look, called, is_it):
    for layout in (
        Layout("", WITHOUT_PLACE, [[f"一、{called}"], under(1, "甲")], merges=["A2:F2"]),
        Layout("", WITHOUT_PLACE, [under(1, "甲")], above=[[f"{called}第十八轮整改台账"]]),
    ):
        plan = look(layout.file())
        assert (len(plan.good), len(plan.refused)) == ((1, 0) if is_it else (0, 1))
