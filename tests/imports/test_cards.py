"""Ledgers kept as cards: labels at the left and what they say at the right, one finding, lead or person a card."""

import time
from datetime import date

import pytest
from openpyxl.styles import Font

from core.access.roles import Role
from core.ledgers.marks import MarkedFile
from core.ledgers.running import NotAllowed, preview
from core.ledgers.uploads import NamedContent, refused_workbook
from core.workbook.package import UnreadableFile
from findings.models import Finding
from rectification.models import Item
from tests.factories import UserFactory
from tests.imports.doors import Page
from tests.imports.layout_parts import FINANCE, GRAIN, KINDS, Layout, check, check_doors, dated, inspect_both
from tests.ledgers import as_file, sheet_of


@pytest.fixture(autouse=True)
def inspected(db):
    inspect_both()


class Cards(Layout):
    """A sheet without a head: the rows say their own labels."""

    def file(self):
        return as_file(sheet_of(self.rows, self.sheet, self.merges))


def cards(habit, *rows, sheet="销号卡", **more):
    return Cards(habit, "", [list(row) for row in rows], sheet=sheet, **more)


def card(number, text, *more, organization=FINANCE):
    """The rows of one card, all labels in column A."""
    return [
        ("序号", number),
        ("轮次", "第十八轮"),
        *([("被巡察党组织", organization)] if organization else []),
        ("一级分类", KINDS[0]),
        ("二级分类", KINDS[1]),
        ("问题描述", text),
        *more,
    ]


MEASURES = [("整改措施", "1.清理；2.建制"), ("责任领导", "某甲"), ("完成时限", "2027年2月底")]
READ_AS_CARDS = "按卡片读取（A列为项目名称）：自第"
SHORT = [("一级分类", KINDS[0], "二级分类", KINDS[1])]

CARDS = [
    cards(
        "one finding on a sheet whose title names the organization",
        [f"{FINANCE}第十八轮巡察整改问题卡片"],
        *card(1, "甲", *MEASURES, ("佐证材料", "见附件"), organization=""),
        ["填表人：某某    审核人："],
        merges=["A1:B1", "A11:B11"],
        read=[{"text": "甲", "measures": ["清理", "建制"], "leader": "某甲", "deadline": dated(2027, 2, 28)}],
        told=[
            f"{READ_AS_CARDS}2行起各为一条",
            "B列“完成时限”按以下理解：2027年2月底 → 2027-02-28",
            "B“佐证材料”",
            "11（填表人",
        ],
    ),
    cards(
        "several cards one below another, each under a title of its own",
        ["第十八轮巡察整改销号表"],
        [f"{FINANCE}销号卡"],
        *card(1, "甲", *MEASURES, organization=""),
        ["填表人：某某"],
        [],
        [f"{GRAIN}销号卡"],
        *card(1, "乙", organization=""),
        merges=["A1:B1", "A2:B2", "A13:B13"],
        read=[{"text": "甲"}, {"text": "乙"}],
        told=["跳过的行：11（填表人：某某）"],
        doubted=["自第3、14行起各为一条；各卡片的项目不尽相同"],
    ),
    cards(
        "two labels and their values in a row, long texts over the whole width",
        ["第十八轮整改问题卡片"],
        ("序号", 1, "被巡察党组织", FINANCE),
        *SHORT,
        ("问题描述", "甲"),
        ("整改措施", "一是清理。二是建制。"),
        ("责任领导", "某甲", "完成时限", date(2027, 2, 1)),
        ("销号意见", None, "备注", None),
        [],
        ("序号", 2, "被巡察党组织", GRAIN),
        *SHORT,
        ("问题描述", "乙"),
        ("整改措施", None),
        ("责任领导", None, "完成时限", "下月"),
        merges=["A1:D1", "B4:D4", "B5:D5", "B11:D11"],
        read=[{"text": "甲", "leader": "某甲", "deadline": dated(2027, 2, 1), "note": ""}],
        refused=[(13, "完成时限", "下月")],
        told=["A、C列为项目名称"],
        doubted=["自第2、9行起"],
    ),
    cards(
        "several measures in a card, each with its leader and day",
        *card(1, "甲", *MEASURES, ("整改措施", "约谈"), ("责任领导", "某乙"), ("完成时限", "2027年3月")),
        *card(2, "乙", *MEASURES),
        read=[{"text": "甲", "leader": "某甲"}, {"text": "乙"}],
        told=["作为上一条记录组成部分的行：10"],
    ),
    cards(
        "labels merged over several rows, before others or before several values",
        ("轮次", "第十八轮"),
        ("被巡察党组织", FINANCE),
        *SHORT,
        ("问题描述", "甲"),
        ("整改措施", "措施内容", "清理"),
        (None, None, "建制"),
        (None, "责任领导", "某甲"),
        (None, "完成时限", "2027年2月底"),
        merges=["B1:D1", "B2:D2", "B4:D4", "A5:A8", "B5:B6", "C5:D5"],
        read=[{"text": "甲", "measures": ["清理", "建制"], "leader": "某甲", "deadline": dated(2027, 2, 28)}],
    ),
    cards(
        "a table of measures within the card",
        *card(1, "甲"),
        ("序号", "整改措施", "责任领导", "完成时限"),
        (1, "清理", "某甲", "2027年2月"),
        (2, "建制", "某乙", "2027年3月"),
        ("备注", "无"),
        read=[{"text": "甲", "note": ""}],
        told=["8、9"],
    ),
    cards(
        "labels over their values, as wide as these",
        ("序号", 1, "轮次", 18),
        ("被巡察党组织", FINANCE),
        *SHORT,
        ["问题描述"],
        ["甲的长文"],
        ["整改措施"],
        ["1.清理；2.建制"],
        merges=["B2:D2", "A4:D4", "A5:D5", "A6:D6", "A7:D7"],
        read=[{"text": "甲的长文", "measures": ["清理", "建制"], "round": 18}],
    ),
    cards(
        "labels and values in one cell",
        ["整改卡片"],
        [f"被巡察党组织：{FINANCE}    轮次：第十八轮"],
        [f"一级分类：{KINDS[0]}"],
        [f"二级分类：{KINDS[1]}"],
        ["问题描述：甲"],
        ["整改措施：1.清理"],
        ["填表人：某某"],
        read=[{"text": "甲", "measures": ["清理"], "organization": FINANCE}],
        told=["7（填表人：某某）"],
    ),
    cards(
        "labels with numbers before and behind them",
        ("1.轮次", "第十八轮"),
        ("2.被巡察党组织", FINANCE),
        ("3.一级分类", KINDS[0]),
        ("4.二级分类", KINDS[1]),
        ("（五）问题描述（逐条）", "甲"),
        ("六、整改措施1", "清理"),
        ("六、整改措施2", "建制"),
        read=[{"text": "甲", "measures": ["清理"]}],
        told=["作为上一条记录组成部分的行：7"],
    ),
    cards(
        "what holds for all cards stands above the first",
        ("被巡察党组织", FINANCE),
        ("轮次", "第十八轮"),
        *(("序号", 1), *SHORT, ("问题描述", "甲")),
        *(("序号", 2), *SHORT, ("问题描述", "乙")),
        read=[{"text": "甲"}, {"text": "乙"}],
        told=["自第3、6行起"],
    ),
    cards(
        "records beside one another",
        ["第十八轮整改台账"],
        ("序号", 1, 2, 3),
        ("被巡察党组织", FINANCE, None, GRAIN),
        ("一级分类", *[KINDS[0]] * 3),
        ("二级分类", *[KINDS[1]] * 3),
        ("问题描述", "甲", "乙", "丙"),
        ("完成时限", "2027年2月", "不详", "立行立改"),
        merges=["A1:D1", "B3:C3"],
        read=[{"text": "甲", "organization": FINANCE}, {"text": "丙", "organization": GRAIN}],
        refused=[(7, "完成时限", "不详")],
        doubted=["横向读取（A列为项目名称）：B、C、D列各为一条"],
    ),
    cards(
        "a person of a pool",
        ["干部信息卡"],
        ("姓名", "某甲", "性别", "男"),
        ("出生年月", "1985.03", "政治面貌", "中共党员"),
        ("工作单位", "市财政局", "职务", "科长"),
        ("简历", "略"),
        merges=["A1:D1", "B5:D5"],
        sheet="干部库",
        kind="people",
        read=[{"name": "某甲", "employer": "市财政局", "post": "科长", "born_on": date(1985, 3, 1)}],
        told=["B“简历”"],
    ),
    cards(
        "a card in each row, which must not be taken for a head",
        *[("姓名", name, "工作单位", "市财政局") for name in ("某甲", "某乙", "某丙")],
        sheet="干部库",
        kind="people",
        read=[{"name": name, "employer": "市财政局"} for name in ("某甲", "某乙", "某丙")],
        told=["自第1、2、3行起"],
    ),
    cards(
        "an organization of the register",
        ("党组织名称", "市档案局党组", "类别", "市直部门"),
        ("层级", "市级", "书记", "某甲"),
        kind="organizations",
        read=[{"name": "市档案局党组", "secretary": "某甲"}],
    ),
    cards(
        "a lead",
        ["第十八轮问题线索移交卡"],
        *(("线索编号", "XS18-001"), ("巡察组", "二组"), ("被巡察单位", FINANCE), ("被反映人", "某某")),
        *(("主要内容", "违规"), ("涉及纪律", "廉洁纪律"), ("处置建议", "参考")),
        *(("移交单位", "市纪委监委"), ("移交时间", "2026年9月廿日")),
        merges=["A1:B1"],
        kind="leads",
        read=[{"number": "XS18-001", "sent_on": date(2026, 9, 20), "subject_name": "某某"}],
        told=["自第2行起"],
    ),
]


@pytest.mark.parametrize("layout", CARDS, ids=[layout.habit for layout in CARDS])
def test_what_comes_out_of_cards(look, causes, layout):
    check(layout, look, causes)


@pytest.mark.parametrize("layout", CARDS, ids=[layout.habit for layout in CARDS])
def test_page_and_command_tell_the_same_of_cards(browse, tmp_path, layout):
    check_doors(layout, browse, tmp_path)


def layout_of(part):
    return next(each for each in CARDS if part in each.habit)


@pytest.mark.parametrize(
    ("part", "measures"),
    [
        (
            "several measures",
            [
                ("清理", "某甲", date(2027, 2, 28)),
                ("建制", "某甲", date(2027, 2, 28)),
                ("约谈", "某乙", date(2027, 3, 31)),
            ],
        ),
        ("a table of measures", [("清理", "某甲", date(2027, 2, 28)), ("建制", "某乙", date(2027, 3, 31))]),
    ],
)
def test_each_measure_of_a_card_keeps_its_leader_and_day(take_in, part, measures):
    take_in(layout_of(part).file(), skip=False)
    saved = Item.objects.get(finding__text="甲").measures.order_by("number")
    assert list(saved.values_list("content", "leader", "due_on")) == measures


def test_page_saves_what_the_cards_say(browse, tmp_path):
    path = tmp_path / "卡片.xlsx"
    path.write_bytes(layout_of("one below another").file().getvalue())
    page = Page(browse(UserFactory(roles=[Role.OFFICE])), path)
    page.save(skip=False, confirmed=False)
    assert not Finding.objects.exists()
    page.save(skip=False, confirmed=True)
    saved = Finding.objects.values_list("inspection__organization__name", "text")
    assert set(saved) == {(FINANCE, "甲"), (GRAIN, "乙")}


def test_what_cards_of_several_layouts_have_in_common_is_told_once(look):
    plan = look(cards("", *card(1, "甲", *MEASURES), *card(2, "乙", *MEASURES, ("备注", "无"))).file())
    told = [remark.text for _sheet, remark in plan.remarks]
    assert sum("2027年2月底 → 2027-02-28" in each for each in told) == 1
    assert len(told) == len(set(told))


def test_an_error_names_the_cell_of_the_card(look):
    plan = look(cards("", *card(1, "甲"), *card(2, "乙", organization="市某某局党组")).file())
    ((place,),) = [[error.place for error in row.errors] for row in plan.refused]
    assert "第9行B列“被巡察党组织”" in place


def test_a_card_of_the_same_finding_is_told_by_its_first_row(look, causes):
    plan = look(cards("", *card(1, "甲"), *card(2, "甲")).file())
    ((row, column, cause),) = causes(plan)
    assert (row, column, "第1行" in cause) == (12, "问题描述", True)


def test_a_title_between_cards_that_names_another_organization_is_that_of_its_card(look):
    plan = look(layout_of("one below another").file())
    assert [(told.name, f"{told.name}销号卡" in told.source) for told in plan.subjects] == [
        (FINANCE, True),
        (GRAIN, True),
    ]


REFUSED = [
    (
        "a table of findings below labels",
        [
            *(("被巡察党组织", FINANCE), ("轮次", "第十八轮"), ("巡察组", "二组"), ("一级分类", KINDS[0])),
            *(("责任领导", "某甲"), ("责任部门", "办公室"), ("整改目标", "到位")),
            *(("二级分类", "问题描述", "整改措施"), (KINDS[1], "甲", "清理"), (KINDS[1], "乙", "建制")),
        ],
        "卡片内的表格有多个“二级分类”（第10行）",
    ),
    (
        "these are lacking",
        [("序号", 1), ("问题描述", "甲"), ("整改措施", "乙"), ("责任领导", "丙")],
        "第1行起的卡片缺少这些项目：一级分类、二级分类",
    ),
    (
        "beside one another",
        [("序号", 1, None, "序号", 2), ("问题描述", "甲", None, "问题描述", "乙"), *SHORT],
        "第1行有两个“序号”",
    ),
    (
        "the measure before the number",
        [("整改措施", "清理"), *card(1, "甲"), ("整改措施", "约谈"), *card(2, "乙")],
        "第1行：不能确定“整改措施”属于哪张卡片",
    ),
    (
        "a title that may be a part of the text",
        [
            *SHORT,
            ("被巡察党组织", FINANCE),
            ("轮次", 18),
            ("问题描述", "甲"),
            (None, "乙"),
            *SHORT,
            ("问题描述", "丙"),
        ],
        "第5行可能是“问题描述”的续行，也可能是下一张卡片的标题",
    ),
    ("beside no label", [(None, "甲", "乙"), *card(1, "甲")], "B1的“甲”旁边没有项目名称"),
    (
        "a label that the card above may end with",
        [*card(1, "甲", organization=""), ("被巡察党组织", FINANCE), *card(2, "乙", organization="")],
        "第6行：不能确定“被巡察党组织”属于哪张卡片",
    ),
    (
        "several cells behind one label",
        [*card(1, "甲"), ("备注", "无", "联系人", "某某")],
        "C7的“联系人”旁边没有项目名称",
    ),
    (
        "a first label that no other card has",
        [*card(1, "甲"), ("佐证材料", "见附件", "序号", 2), *card(2, "乙")[1:]],
        "第7行的卡片以“佐证材料”开头，其他卡片以“序号”开头",
    ),
    (
        "another order",
        [*card(1, "甲"), *card(2, "乙"), ("轮次", 18), ("序号", 3), ("问题描述", "丙")],
        "第13行的卡片以“轮次”开头，其他卡片以“序号”开头",
    ),
]


@pytest.mark.parametrize(("rows", "why"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_cards_that_cannot_be_told_apart_are_refused_by_name(look, rows, why):
    with pytest.raises(UnreadableFile, match="看起来是卡片") as refusal:
        look(cards("", *rows).file())
    assert why in str(refusal.value)


def test_other_sheets_are_read_and_the_cards_named_as_not_read(look):
    book = sheet_of([list(row) for row in card(1, "甲")], "卡片一")
    sheet = book.create_sheet("卡片二")
    for row in [("序号", 1), ("问题描述", "甲"), ("整改措施", "乙"), ("责任领导", "丙")]:
        sheet.append(row)
    plan = look(as_file(book))
    assert [row["text"] for row in plan.good] == ["甲"]
    ((name, reason),) = [(unread.name, unread.reason) for unread in plan.reading.unread]
    assert (name, "看起来是卡片" in reason) == ("卡片二", True)


class TestLeads:
    def test_cards_of_leads_are_read_by_their_handler_alone(self, look):
        file = layout_of("a lead").file()
        with pytest.raises(NotAllowed):
            preview(file, by=UserFactory(roles=[Role.OFFICE]), options={})

    @pytest.mark.parametrize(
        "rows",
        [
            [*card(1, "甲"), ("被反映人", "某某")],
            [["问题线索卡片"], *card(1, "甲")],
            [*card(1, "甲"), ["机密"], *card(2, "乙")],
            [*card(1, "甲"), *card(2, "乙"), ["被反映人：某某"]],
            [*card(1, "甲"), ("线索 来源：", "来信")],
        ],
    )
    def test_cards_that_speak_of_persons_are_never_findings(self, look, rows):
        with pytest.raises(MarkedFile, match="问题线索移交清单"):
            look(cards("", *rows).file())

    def test_a_card_of_findings_that_cannot_be_read_is_still_one_of_leads(self, look):
        rows = [
            ("序号", 1),
            ("问题描述", "甲"),
            *((f"项目{number}", "略") for number in range(20)),
            ("被反映人", "某某"),
        ]
        with pytest.raises(UnreadableFile) as refusal:
            look(cards("", *rows).file())
        assert refusal.value.kind.key == "leads"


def test_hidden_and_struck_out_parts_of_a_card_are_told(look):
    book = sheet_of([list(row) for row in card(1, "甲", *MEASURES)], "卡片")
    sheet = book.active
    sheet.row_dimensions[7].hidden = True
    sheet["B8"].font = Font(strike=True)
    plan = look(as_file(book))
    said = "".join(remark.text for _sheet, remark in plan.remarks if remark.is_doubt)
    assert "7" in said
    assert "第8行B列“责任领导”" in said
    assert plan.good[0]["leader"] == ""


def test_refused_cards_are_handed_back_as_a_table_that_says_the_same(look, causes):
    rows = [
        *([f"{FINANCE}销号卡"], *card(1, "甲", ("完成时限", "下月"), organization="")),
        *([f"{GRAIN}销号卡"], *card(2, "乙", ("完成时限", "后月"), organization="")),
    ]
    first = look(cards("", *rows, merges=["A1:B1", "A8:B8"]).file())
    assert [(row, title) for row, title, _cause in causes(first)] == [(7, "完成时限"), (14, "完成时限")]
    second = look(NamedContent(refused_workbook(first), "退回.xlsx"))
    assert [cause for _row, _title, cause in causes(second)] == [cause for _row, _title, cause in causes(first)]
    assert [told.name for told in second.subjects] == [FINANCE, GRAIN]


def test_a_table_is_not_taken_for_cards(look):
    head = ["序号", "轮次", "被巡察党组织", "一级分类", "二级分类", "问题描述", "整改措施", "责任领导"]
    rows = [head, [1, 18, FINANCE, *KINDS, "甲", "目标", "备注"], [2, 18, FINANCE, *KINDS, "轮次", "序号", "目标"]]
    plan = look(as_file(sheet_of(rows, "台账")))
    assert [row["text"] for row in plan.good] == ["甲", "轮次"]


def test_many_cards_are_read_in_bearable_time(look):
    rows = [row for number in range(3000) for row in card(number, f"问题{number}", *MEASURES)]
    begun = time.process_time()
    assert len(look(cards("", *rows).file()).good) == 3000
    assert time.process_time() - begun < 60
