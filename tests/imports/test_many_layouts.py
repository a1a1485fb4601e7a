"""Layouts of other systems and offices, one a row: what stands in the sheet, and what must come out of it."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from core.workbook.dates import Deadline, DeadlineKind
from rectification.models import Item
from rounds.models import Organization
from tests.imports.layout_parts import FINANCE, FLAT, GRAIN, KINDS, Layout, check, dated, flat, inspect_both
from tests.ledgers import as_file, fill

DONE, MOSTLY, OPEN = Item.Completion.DONE, Item.Completion.MOSTLY, Item.Completion.NOT_DONE


@pytest.fixture(autouse=True)
def inspected(db):
    inspect_both()


LAYOUTS = [
    Layout(
        "other words for day, state and amount, and a column that says whether it is over",
        "序号 轮次 巡察组 被巡察党组织 一级分类 二级分类 问题描述 "
        "完成时间 整改完成情况 新建制度 挽回损失（元） 是否销号",
        [flat(date(2027, 2, 26), "已完成", 2, 136600, "是")],
        read=[{"completion": DONE, "rules_made": 2, "funds": Decimal(136600)}],
        doubted=["H“完成时间”、L“是否销号”"],
    ),
    Layout(
        "the rectification ledger of a product, with every column it has",
        "序号 年度 轮次 巡察组 被巡察党组织 一级分类 二级分类 问题概述 是否重点关注 "
        "整改目标 措施内容 责任领导 责任单位 完成时限 措施类型 "
        "是否集中整改期完成 是否常态化坚持 完成情况 完成情况概述 完善制度（项） "
        "挽回损失（万元） 追责问责（人） 佐证材料 审阅情况 销号日期 "
        "验收人 是否公开 备注",
        [
            [
                1,
                2026,
                "第18轮",
                "二组",
                FINANCE,
                *KINDS,
                "报销附件不全",
                "否",
                "规范报销",
                "1.清理；2.建制",
                "某甲",
                "财务科",
                "2027年2月底",
                "建章立制",
                "是",
                "否",
                "基本完成",
                "已修订",
                "2项",
                "3.50",
                1,
                "见附件",
                "同意",
                None,
                "某乙",
                "是",
                "无",
            ]
        ],
        read=[
            {
                "round": 18,
                "deadline": dated(2027, 2, 28),
                "measures": ["清理", "建制"],
                "kept_up": False,
                "completion": MOSTLY,
                "rules_made": 2,
                "funds": Decimal("35000.00"),
                "note": "",
            }
        ],
        told=["佐证材料", "是否重点关注"],
        doubted=["是否集中整改期完成", "完成情况概述", "审阅情况"],
    ),
    Layout(
        "quarters and half years as limits",
        FLAT,
        [
            flat("2026年第三季度", number=1),
            flat("2026年上半年", text="乙", number=2),
            flat("2027年一季度末", text="丙"),
            flat("2026年四季度前", text="丁"),
            flat("2027年全年", text="戊"),
        ],
        read=[
            {"deadline": dated(2026, 9, 30)},
            {"deadline": dated(2026, 6, 30)},
            {"deadline": dated(2027, 3, 31)},
            {"deadline": dated(2026, 12, 31)},
            {"deadline": dated(2027, 12, 31)},
        ],
    ),
    Layout(
        "a limit without a year is no day",
        FLAT,
        [flat("6月底前"), flat("本月底", text="乙"), flat("三个月内", text="丙")],
        refused=[(2, "整改时限", "6月底前"), (3, "整改时限", "本月底"), (4, "整改时限", "三个月内")],
    ),
    Layout(
        "full-width digits and spaces within",
        "序号 轮次 巡察组 被巡察党组织 一级分类 二级分类 问题描述 发现时间 整改时限",
        [
            [
                1,
                "第１８轮",
                "第 二 巡察组",
                "市 财政局　党组",
                *KINDS,
                "甲",
                "２０２６．８．１８",
                "２０２６年１２月３１日前",
            ]
        ],
        read=[{"round": 18, "team": 2, "found_on": date(2026, 8, 18), "deadline": dated(2026, 12, 31)}],
    ),
    Layout(
        "the table begins three columns to the right, under three lines of title",
        "  ",
        [[None, None, None, *FLAT.split()], [None, None, None, *flat("立行立改")]],
        above=[["表1"], [None, None, None, "示例市委巡察整改台账"], [None, None, None, "填报日期：2026年11月2日"]],
        read=[{"deadline": Deadline(DeadlineKind.IMMEDIATE), "text": "报销附件不全"}],
    ),
    Layout(
        "stars for what is required, and a line break with a note in the heading",
        "*序号",
        [
            [
                "＊轮次",
                "＊巡察组",
                "＊被巡察单位",
                "＊一级分类",
                "＊二级分类",
                "＊问题描述\n（逐条填写）",
                "整改措施\n（逐条）",
            ],
            ["十八", "2", FINANCE, *KINDS, "甲", "一是清理。二是建制。"],
        ],
        read=[{"round": 18, "team": 2, "text": "甲", "measures": ["清理", "建制。"]}],
    ),
    Layout(
        "subtotals of a page, what is carried over, and the heading again on each page",
        FLAT,
        [
            flat("长期坚持"),
            ["本页小计", None, None, None, None, None, "1项"],
            ["过次页"],
            FLAT.split(),
            ["承前页"],
            flat("长期坚持", text="乙", number=2),
            ["合  计", None, None, None, None, None, "2项"],
        ],
        read=[{"text": "报销附件不全"}, {"text": "乙"}],
        told=["本页小计", "承前页"],
    ),
    Layout(
        "the state as a tick in one of three columns is not understood and must be confirmed",
        f"{FLAT} 已完成 基本完成 未完成",
        [flat("立行立改", "√", None, None)],
        read=[{"completion": None}],
        doubted=["已完成"],
    ),
    Layout(
        "a share and plain numbers nobody asked for must be confirmed",
        f"{FLAT} 完成率 修订",
        [flat("立行立改", "100%", 3)],
        read=[{"rules_made": None}],
        doubted=["完成率", "修订"],
    ),
    Layout(
        "words for the state as offices speak",
        f"{FLAT} 完成情况",
        [
            flat("立行立改", words, text=words)
            for words in ("整改到位", "已销号", "正在推进", "基本整改到位", "未启动")
        ],
        read=[{"completion": state} for state in (DONE, DONE, OPEN, MOSTLY, OPEN)],
    ),
    Layout(
        "sums with their unit in the cell, against the unit of the heading",
        f"{FLAT} 挽回损失（元）",
        [flat("立行立改", words, text=str(words)) for words in ("3.5万元", "￥12,000元", 800, "1.2万")],
        read=[{"funds": Decimal(yuan)} for yuan in (35000, 12000, 800, 12000)],
    ),
    Layout(
        "rules made and revised in one cell are no whole number",
        f"{FLAT} 完善制度（项）",
        [flat("立行立改", "新建2项、修订3项"), flat("立行立改", "2项", text="乙")],
        read=[{"rules_made": 2}],
        refused=[(2, "完善制度（项）", "不是整数")],
    ),
    Layout(
        "one column for the kind of problem, which tells the first level by the present scheme",
        "序号 轮次 巡察组 被巡察党组织 问题类型 问题描述",
        [
            [1, "第十八轮", "第二巡察组", FINANCE, "财务管理", "甲"],
            [2, "第十八轮", "第二巡察组", FINANCE, "无此类", "乙"],
        ],
        read=[{"text": "甲"}],
        refused=[(3, "问题类型", "一级分类")],
    ),
    Layout(
        "the kind of deadline and its day in two columns",
        f"{FLAT} 整改时限类型",
        [
            flat(date(2026, 12, 10), "集中整改期内"),
            flat(None, "长期坚持", text="乙"),
            flat(None, "限期整改", text="丙"),
            flat("2027年3月", "限期整改", text="丁"),
        ],
        read=[{"deadline_kind": "focused"}, {"deadline_kind": "lasting"}, {"deadline_kind": "dated"}],
        refused=[(4, "整改时限类型", "写明")],
    ),
    Layout(
        "organizations without their ending, and the round in the name of the sheet",
        "序号 巡察组 被巡察单位 一级分类 二级分类 反馈问题",
        [[1, "二组", FINANCE, *KINDS, "甲"], [2, "二组", "市某某局", *KINDS, "乙"]],
        sheet="第十八轮问题",
        read=[{"text": "甲"}],
        refused=[(3, "被巡察单位", "名录中没有")],
    ),
    Layout(
        "headings between the rows name the organization's department and are no record",
        "序号 轮次 巡察组 被巡察党组织 一级分类 二级分类 问题描述",
        [
            ["一、机关本级"],
            [1, "第十八轮", "第二巡察组", FINANCE, *KINDS, "甲"],
            ["二、下属单位"],
            [2, "第十八轮", "第二巡察组", FINANCE, *KINDS, "乙"],
        ],
        merges=["A2:G2", "A4:G4"],
        read=[{"text": "甲"}, {"text": "乙"}],
        told=["机关本级"],
    ),
    Layout(
        "a register with the rank beside the level, telephone and a remark",
        "序号 单位名称 单位性质 层级 行政级别 主要负责人 联系电话 备注",
        [[1, "市档案局\n党组", "市直部门", "市本级", "正处级", "某甲", "0000-1234567", "—"]],
        kind="organizations",
        read=[{"name": "市档案局党组", "level": Organization.Level.CITY, "secretary": "某甲", "note": ""}],
        told=["行政级别", "联系电话"],
    ),
    Layout(
        "a rank in place of the level",
        "单位名称 单位类别 级别",
        [["市某局党组", "市直部门", "正处级"]],
        kind="organizations",
        refused=[(2, "级别", "行政级别")],
    ),
    Layout(
        "a pool with months of joining, ages, and a person who left",
        "序号 姓名 性别 年龄 工作单位 职务 入库时间 出库时间 备注",
        [
            [1, "某 甲", "男", 41, "市财政局", "科长", date(2024, 5, 6), None, None],
            [2, "某乙", "女", 38, "市财政局", "科员", "2023年5月", None, None],
            [3, "某丙", "男", 50, "市财政局", "主任", date(2020, 1, 2), date(2025, 6, 30), "退休"],
        ],
        sheet="巡察干部库",
        kind="people",
        read=[{"name": "某甲"}, {"name": "某丙", "left_on": date(2025, 6, 30)}],
        refused=[(3, "入库时间", "2023年5月")],
        doubted=["年龄"],
    ),
    Layout(
        "one column for several pools, and the own unit to stand aside from",
        "姓名 工作单位 现任职务 库别 回避单位",
        [["某甲", "市财政局", "科长", "组长库、干部库", "本单位"]],
        kind="people",
        read=[{"pool": ["leaders", "cadres"], "post": "科长"}],
    ),
    Layout(
        "the ledger of leads of a product, with outcome and secrecy",
        "序号 移交编号 轮次 巡察组 被巡察单位 被反映人姓名 职务 级别 线索来源 "
        "内容摘要 六项纪律 涉及领域 处置建议 移交方式 移交单位 移交日期 "
        "办理回告限时（天） 处置方式 处理结果 是否办结 挽回损失（万元） 涉密等级",
        [
            [
                1,
                "XS18-001",
                "十八轮",
                "2组",
                FINANCE,
                "某某",
                "科长",
                "正科级",
                "来信",
                "违规领取补贴",
                "廉洁纪律",
                "财务",
                "了解关注",
                "双移交",
                "市纪委监委、市委组织部",
                "2026年9月20日",
                90,
                "谈话函询",
                "诫勉",
                "是",
                1.2,
                "内部",
            ]
        ],
        kind="leads",
        read=[{"number": "XS18-001", "mode": "double", "sent_on": date(2026, 9, 20), "subject_rank": "正科级"}],
        told=["线索来源", "涉及领域"],
        doubted=["办理回告限时", "处理结果", "是否办结", "挽回损失"],
    ),
    Layout(
        "leads whose discipline is told otherwise than by the six",
        "线索编号 轮次 巡察组 被巡察单位 被反映人 主要内容 违反纪律 处置建议 移交单位 移交时间",
        [["XS18-002", 18, 2, FINANCE, "某某", "违规", "中央八项规定", "参考", "市纪委监委", "20260920"]],
        kind="leads",
        refused=[(2, "违反纪律", "廉洁纪律")],
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.habit for layout in LAYOUTS])
def test_what_comes_out_of_a_layout(look, causes, layout):
    check(layout, look, causes)


def test_a_table_as_text_with_line_breaks_in_quotes(look):
    lines = [
        FLAT.replace(" ", ","),
        f'1,第十八轮,第二巡察组,{FINANCE},{",".join(KINDS)},"报销附件不全，\n涉及""三公""",立行立改',
    ]
    file = io.BytesIO("\r\n".join(lines).encode("gb18030"))
    file.name = "台账.csv"
    (row,) = look(file).good
    assert row["text"] == '报销附件不全，\n涉及"三公"'


def test_a_sheet_for_each_team_and_one_of_notes(look):
    book = Workbook()
    book.remove(book.active)
    for name, organization in (("第二组（财政）", FINANCE), ("第二组（粮食）", GRAIN)):
        rows = [["序号", "被巡察单位", "一级分类", "二级分类", "反馈问题"], [1, organization, *KINDS, "甲"]]
        fill(book.create_sheet(name), rows)
    fill(book.create_sheet("填表说明"), [["一、逐条填写。"], ["二、不得空缺。"]])
    plan = look(as_file(book), round=18)
    assert [row["organization"] for row in plan.good] == [FINANCE, GRAIN]
    assert plan.reading.unread == []
