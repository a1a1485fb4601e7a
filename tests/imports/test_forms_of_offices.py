"""What stands in the forms of offices beside the records: numbers of columns, headings in two cells, blank marks."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment

from core.ledgers.uploads import NamedContent, refused_workbook
from core.workbook import grids_kept
from core.workbook.dates import Deadline, DeadlineKind
from core.workbook.grid import grids_of
from core.workbook.package import UnreadableFile
from rectification.models import Item
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
from tests.ledgers import as_file, sheet_of

DONE, OPEN = Item.Completion.DONE, Item.Completion.NOT_DONE
WITHOUT_PLACE = "序号 轮次 巡察组 一级分类 二级分类 问题描述"
MEASURES = f"{FLAT} 整改措施 责任领导"


@pytest.fixture(autouse=True)
def inspected(db):
    inspect_both()


def under(text):
    return [1, "第十八轮", "二组", *KINDS, text]


def below(number, limit, *measure):
    """A row that only goes on with the finding above it."""
    return [number, *[None] * 6, limit, *measure]


def beside(text, organization):
    return [1, "第十八轮", "第二巡察组", organization, *KINDS, text, "立行立改"]


FORMS = [
    Layout(
        "the columns are numbered below the head",
        FLAT,
        [["栏次", *range(1, 8)], flat("立行立改")],
        read=[{"text": "报销附件不全"}],
        told=["跳过的行：2（栏次"],
    ),
    Layout(
        "the columns are lettered below the head",
        FLAT,
        [["甲", *"ABCDEFG"], flat("立行立改")],
        read=[{"text": "报销附件不全"}],
        told=["跳过的行：2（甲"],
    ),
    Layout(
        "headings of organizations in two cells, merged or not, and one in the first column of data",
        WITHOUT_PLACE,
        [["一", FINANCE], under("甲"), ["二", GRAIN], under("乙"), [None, FINANCE], under("丙")],
        merges=["B2:F2"],
        read=[{"text": "甲"}, {"text": "乙"}, {"text": "丙"}],
    ),
    Layout(
        "marks of what is blank, and totals in words",
        FLAT,
        [
            flat("立行立改"),
            ["本单位共1个问题", *[None] * 6, "1项"],
            [None, "合计：1条"],
            [None, None, None, "（以下空白）"],
        ],
        read=[{"text": "报销附件不全"}],
        told=["3（本单位共1个问题", "4（合计：1条）", "5（（以下空白））"],
    ),
    Layout(
        "a word like a total within a full record is none",
        FLAT,
        [["合计", *flat("立行立改")[1:]]],
        read=[{"text": "报销附件不全"}],
    ),
    Layout(
        "measures numbered 1.1 and 1.2 below their finding",
        MEASURES,
        [
            flat(None),
            below("1.1", "2027年2月", "清理", "某甲"),
            below("1.2", "2027年3月", "建制", "某乙"),
            flat("立行立改", "约谈", "某丙", text="乙", number=2),
            below("（1）", "立行立改", "问责", "某丁"),
        ],
        read=[{"text": "报销附件不全"}, {"text": "乙", "leader": "某丙"}],
        told=["作为上一条记录组成部分的行：3、4、6"],
    ),
    Layout(
        "a number below another finding than the one above it belongs to neither",
        MEASURES,
        [flat("立行立改", "约谈"), below("2.1", "2027年2月", "清理", "某甲"), below("（5）", None, "清理")],
        read=[{"text": "报销附件不全"}],
        refused=[
            *((3, heading, "不能为空") for heading in ("被巡察党组织", "一级分类", "二级分类", "问题描述")),
            *((4, heading, "不能为空") for heading in ("被巡察党组织", "一级分类", "二级分类", "问题描述")),
        ],
    ),
    Layout(
        "a finding said again in each row of its measures",
        MEASURES,
        [
            flat("2027年2月", "清理", "某甲"),
            flat("2027年3月", "建制", "某乙"),
            flat("2027年3月", "建制", "某乙", number=2),
        ],
        read=[{"measures": ["清理"]}],
        refused=[(4, "问题描述", "本文件中重复")],
        told=["作为上一条记录组成部分的行：3"],
    ),
    Layout(
        "measures in columns beside one another",
        f"{FLAT} 整改措施1 责任领导1 整改措施2 责任领导2 整改措施3",
        [flat("立行立改", "清理", "某甲", "建制", "某乙", None), flat("立行立改", "约谈", text="乙", number=2)],
        read=[{"measures": ["清理"], "leader": "某甲"}, {"measures": ["约谈"]}],
        told=["作为同一条记录的其他措施读取的列：K“整改措施2”、L“责任领导2”、M“整改措施3”"],
    ),
    Layout(
        "two tables beside one another",
        f"{FLAT} {FLAT}",
        [[*beside("甲", FINANCE), *beside("乙", GRAIN)], [*beside("丙", FINANCE), *beside("丁", GRAIN)]],
        read=[{"text": text} for text in "甲丙乙丁"],
    ),
    Layout(
        "a column without a heading, and one of running numbers",
        "轮次",
        [
            [None, *FLAT.split()[1:], None],
            [1, *beside("甲", FINANCE)[1:], "已约谈3人"],
            [2, *beside("乙", FINANCE)[1:]],
        ],
        read=[{"text": "甲"}, {"text": "乙"}],
        doubted=["没有标题、因而不读取的列：I“已约谈3人”"],
    ),
    Layout(
        "cells that point elsewhere",
        f"{MEASURES} 责任部门",
        [
            flat("立行立改", "清理", "某甲", "同左"),
            flat("立行立改", "同第1条", "某甲", text="乙"),
            flat("立行立改", "见上", text="丙"),
            flat("立行立改", "同步推进", text="丁"),
            flat("立行立改", "同一", text="戊"),
        ],
        read=[{"measures": ["同步推进"]}, {"measures": ["同一"]}],
        refused=[(2, "责任部门", "同左"), (3, "整改措施", "同第1条"), (4, "整改措施", "见上")],
    ),
    Layout(
        "a record of which only the number is filled in is no heading",
        "问题编号 轮次 巡察组 被巡察党组织 一级分类 二级分类 问题描述",
        [["WT18-0001", *flat(None)[1:7]], ["WT18-0002"]],
        read=[{"number": "WT18-0001"}],
        refused=[(3, heading, "不能为空") for heading in ("被巡察党组织", "一级分类", "二级分类", "问题描述")],
    ),
    Layout(
        "boxes that are ticked",
        f"{FLAT} 完成情况",
        [
            flat("立行立改", words, text=words)
            for words in (
                "☑已完成 □未完成",
                "□已完成 ☑未完成",
                "已完成☑ 未完成□",
                "☑已完成 ☑未完成",
                "□已完成 □未完成",
            )
        ],
        read=[{"completion": state} for state in (DONE, OPEN, DONE)],
        refused=[(5, "完成情况", "☑"), (6, "完成情况", "□")],
        told=["☑已完成 □未完成 → 已完成", "□已完成 ☑未完成 → 未完成"],
    ),
    Layout(
        "months of one year, and kinds of deadline by other words",
        FLAT,
        [
            flat(words, text=words)
            for words in ("2026年9月至12月", "2026年9-12月", "2026年9月-12月底", "立即", "2026年12月至9月", "9月-12月")
        ],
        read=[*[{"deadline": dated(2026, 12, 31)}] * 3, {"deadline": Deadline(DeadlineKind.IMMEDIATE)}],
        refused=[(6, "整改时限", "2026年12月至9月"), (7, "整改时限", "9月-12月")],
        told=["2026年9月至12月 → 2026-12-31", "2026年9-12月 → 2026-12-31", "立即 → 立行立改"],
    ),
    Layout(
        "labels with what they say right above the head, and the number of the page below",
        "序号 一级分类 二级分类 问题描述",
        [[1, *KINDS, "甲"], ["第 1 页 共 1 页"]],
        above=[["巡察组", "第二组", "被巡察党组织", FINANCE]],
        read=[{"text": "甲"}],
        told=["4（第 1 页 共 1 页）"],
    ),
    Layout("a head and nothing below it", FLAT, [], told=["第1行是表头，下面没有记录"]),
]


@pytest.mark.parametrize("layout", FORMS, ids=[layout.habit for layout in FORMS])
def test_what_comes_out_of_a_form(look, causes, layout):
    check(layout, look, causes)


@pytest.mark.parametrize("layout", FORMS, ids=[layout.habit for layout in FORMS])
def test_page_and_command_tell_the_same_of_a_form(browse, tmp_path, layout):
    check_doors(layout, browse, tmp_path)


def form(part):
    return next(each for each in FORMS if part in each.habit)


@pytest.mark.parametrize(
    ("part", "measures"),
    [
        ("1.1 and 1.2", [("清理", "某甲", date(2027, 2, 28)), ("建制", "某乙", date(2027, 3, 31))]),
        ("said again", [("清理", "某甲", date(2027, 2, 28)), ("建制", "某乙", date(2027, 3, 31))]),
        ("columns beside", [("清理", "某甲", None), ("建制", "某乙", None)]),
    ],
)
def test_each_measure_keeps_its_leader_and_day(take_in, part, measures):
    take_in(form(part).file())
    saved = Item.objects.get(finding__text="报销附件不全").measures.order_by("number")
    assert list(saved.values_list("content", "leader", "due_on")) == measures


def test_each_of_two_tables_is_saved_for_its_organization(take_in):
    take_in(form("two tables").file(), skip=False)
    saved = Item.objects.values_list("hand_over__inspection__organization__name", "finding__text")
    assert set(saved) == {(FINANCE, "甲"), (FINANCE, "丙"), (GRAIN, "乙"), (GRAIN, "丁")}


def test_the_headings_of_organizations_tell_whom_the_rows_are_about(look):
    plan = look(form("in two cells").file())
    assert {(told.name, told.rows) for told in plan.subjects} == {(FINANCE, 2), (GRAIN, 1)}
    assert any(f"一、{FINANCE}" in told.source for told in plan.subjects)


def test_an_error_in_a_further_measure_names_its_own_column(look):
    head = f"{FLAT} 整改措施1 完成时限1 整改措施2 完成时限2"
    plan = look(
        Layout("", head.replace(" 整改时限", ""), [[*flat(None)[:-1], "清理", "立行立改", "建制", "下月"]]).file()
    )
    assert [error.place for error in plan.errors] == ["第2行K列“完成时限1”"]


def test_a_refused_record_with_measures_beside_one_another_is_handed_back_whole(look):
    first = look(form("columns beside").file())
    first.reading.rows[0].refuse("某原因", "text")
    second = look(NamedContent(refused_workbook(first), "退回.xlsx"))
    (row,) = second.good
    assert [(measure, entry["leader"]) for entry in row.entries for measure in entry["measures"]] == [
        ("清理", "某甲"),
        ("建制", "某乙"),
    ]


def test_a_heading_is_handed_back_with_the_rows_below_it(look):
    rows = [["一", FINANCE], [*under("甲")[:-1], None], ["二", GRAIN], under("乙"), [*under("丙")[:-1], None]]
    first = look(Layout("", WITHOUT_PLACE, rows).file())
    handed_back = load_workbook(io.BytesIO(refused_workbook(first))).active
    words = [row[0] for row in handed_back.iter_rows(min_row=2, values_only=True)]
    assert words == [f"一、{FINANCE}", 1, f"二、{GRAIN}", 1]


def commented():
    book = sheet_of([FLAT.split(), flat("立行立改")], "台账")
    book.active["G2"].comment = Comment("已核实，改为3万元", "审核人")
    book.active.add_chart(BarChart(), "K2")
    return as_file(book)


def test_comments_and_drawings_are_told_as_not_read(look):
    told = [remark.text for _sheet, remark in look(commented()).remarks]
    assert told == ["单元格批注不读取：G2“已核实，改为3万元”", "工作表中的图片、图形和文本框不读取"]


def test_comments_are_kept_with_the_cells_that_were_read():
    (kept,) = grids_kept.read_back(grids_kept.written(grids_of(commented())))
    assert (kept.beside.comments, kept.beside.has_drawings) == ({"G2": "已核实，改为3万元"}, True)


@pytest.mark.parametrize(
    "broken", [b"", b"<a/>", b"<comments><commentList><comment ref='?'/></commentList></comments>"]
)
def test_broken_comments_are_a_damaged_file_or_none(broken):
    source = zipfile.ZipFile(commented())
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as out:
        for entry in source.infolist():
            is_comment = "comments/comment" in entry.filename and entry.filename.endswith(".xml")
            out.writestr(entry.filename, broken if is_comment else source.read(entry.filename))
    changed.name = "台账.xlsx"
    try:
        (grid,) = grids_of(changed)
    except UnreadableFile:
        return
    assert grid.beside.comments == {}


@pytest.mark.parametrize(("sign", "encoding"), [("|", "utf-8"), (";", "gb18030"), (",", "gb18030"), ("\t", "utf-8")])
def test_a_table_as_text_by_its_separator_without_a_mark_of_its_encoding(look, sign, encoding):
    lines = [sign.join(FLAT.split()), sign.join(map(str, flat("立行立改", text="甲，乙𠮷")))]
    (row,) = look(NamedContent("\r\n".join(lines).encode(encoding), "台账.csv")).good
    assert row["text"] == "甲，乙𠮷"


def test_a_table_whose_cells_nothing_separates_is_refused_by_that(look):
    lines = ["，".join(FLAT.split()), "，".join(map(str, flat("立行立改")))]
    with pytest.raises(UnreadableFile, match="每行只有一个单元格"):
        look(NamedContent("\r\n".join(lines).encode(), "台账.csv"))
