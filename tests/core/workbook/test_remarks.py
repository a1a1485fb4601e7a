"""What a sheet hides, strikes out, repeats or says beside its records is told, never dropped or mixed in silently."""

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from core.workbook.cells import choice, identifier, integer, items, text
from core.workbook.dates import day
from core.workbook.package import UnreadableFile
from core.workbook.reader import read
from core.workbook.schema import Column, Schema
from tests.ledgers import as_file, fill, sheet_of

LEDGER = Schema(
    "ledger",
    [
        Column("name", ["姓名"], required=True, parse=text(50)),
        Column("unit", ["单位"], parse=text(50)),
        Column("count", ["数量"], parse=integer()),
        Column("on", ["日期"], parse=day()),
        Column("state", ["状态"], parse=choice({"done": "已完成", "open": "未完成"})),
        Column("measures", ["措施"], parse=items(), several=True),
        Column("leader", ["责任人"], several=True),
        Column("due", ["时限"], parse=day(), several=True),
    ],
)
STRUCK = InlineFont(strike=True)


def read_sheet(rows, merges=(), change=None):
    book = sheet_of(rows, "表", merges)
    if change:
        change(book)
    return read(as_file(book), [LEDGER])


def told(reading):
    return [(remark.is_doubt, remark.text) for _sheet, remark in reading.remarks]


def names(reading):
    return [row["name"] for row in reading.rows]


ROWS = [["序号", "姓名", "单位"], [1, "甲", "市一局"], [2, "乙", "市二局"], [3, "丙", "市三局"]]


def test_a_plain_sheet_has_nothing_to_tell():
    assert told(read_sheet(ROWS)) == []


def test_hidden_rows_and_columns_are_read_and_told():
    def hide(book):
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["C"].hidden = True

    reading = read_sheet(ROWS, change=hide)
    assert names(reading) == ["甲", "乙", "丙"]
    assert told(reading) == [(True, "隐藏的行也已读入：3"), (True, "隐藏的列也已读入：C“单位”")]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_named_and_not_read(state):
    def add(book):
        fill(book.create_sheet("藏"), ROWS)
        book["藏"].sheet_state = state

    reading = read_sheet(ROWS, change=add)
    assert len(reading) == 1
    assert [(sheet.name, sheet.reason) for sheet in reading.unread] == [("藏", "该工作表已隐藏")]


def test_a_workbook_with_nothing_but_hidden_sheets_says_so():
    book = Workbook()
    fill(book.create_sheet("藏"), ROWS)
    book["藏"].sheet_state = "hidden"
    with pytest.raises(UnreadableFile, match="工作表“藏”：该工作表已隐藏"):
        read(as_file(book), [LEDGER])


def strike(row, *columns):
    def change(book):
        for cell in book.active[row]:
            if not columns or cell.column_letter in columns:
                cell.font = Font(strike=True)

    return change


@pytest.mark.parametrize("columns", [(), ("B", "C")])
def test_a_row_that_is_struck_out_is_passed_over_in_doubt(columns):
    reading = read_sheet(ROWS, change=strike(3, *columns))
    assert names(reading) == ["甲", "丙"]
    assert told(reading) == [(True, "整行划掉的未读入：3")]


def test_a_cell_that_is_struck_out_is_blank_in_doubt():
    reading = read_sheet(ROWS, change=strike(3, "C"))
    assert [row["unit"] for row in reading.rows] == ["市一局", "", "市三局"]
    assert told(reading) == [(True, "第3行C列“单位”：“市二局”已划掉，未读入内容")]


def test_a_name_that_is_struck_out_is_missing():
    assert [error.row for error in read_sheet(ROWS, change=strike(3, "B")).errors] == [3]


@pytest.mark.parametrize("runs", [[TextBlock(STRUCK, "旧名"), "新名"], ["新名", TextBlock(STRUCK, "旧名")]])
def test_of_a_text_that_is_struck_out_in_part_the_rest_is_read_in_doubt(runs):
    def change(book):
        book.active["B3"] = CellRichText(runs)

    reading = read_sheet(ROWS, change=change)
    assert names(reading) == ["甲", "新名", "丙"]
    assert told(reading) == [(True, "第3行B列“姓名”：“旧名”已划掉，读入的是“新名”")]


def test_parts_in_bold_or_colour_are_one_text():
    def change(book):
        book.active["B3"] = CellRichText([TextBlock(InlineFont(b=True), "重"), "名"])

    reading = read_sheet(ROWS, change=change)
    assert names(reading)[1] == "重名"
    assert told(reading) == []


def test_what_is_struck_out_in_the_header_or_outside_the_columns_does_not_matter():
    assert told(read_sheet([["表"], *ROWS], change=strike(1))) == []


def test_columns_that_are_not_used_are_named_and_weighty_ones_are_in_doubt():
    rows = [["姓名", "数量", "民族", "是否销号", "完成时间", "空列金额"], ["甲", 1, "汉", "是", "2026-01-01", None]]
    assert told(read_sheet(rows)) == [
        (True, "未使用、但可能是日期、状态或金额的列：D“是否销号”、E“完成时间”"),
        (False, "未使用的列：C“民族”"),
    ]


def test_of_two_columns_with_one_heading_it_is_said_which_is_used():
    reading = read_sheet([["姓名", "日期", "状态", "日期"], ["甲", "2026-01-01", "已完成", "2026-02-02"]])
    assert reading.rows[0]["on"].month == 1
    assert told(reading) == [(True, "标题“日期”出现两次：使用B列，不使用D列")]


@pytest.mark.parametrize("sign", ["〃", "同上", "″", '"', "''", " 同 上 ", "〞"])
def test_a_sign_for_as_above_is_what_stands_above(sign):
    reading = read_sheet([["姓名", "单位"], ["甲", "市一局"], ["乙", sign], ["丙", sign]])
    assert [row["unit"] for row in reading.rows] == ["市一局"] * 3
    assert told(reading) == [(False, "“同上”已按上一行填入：3、4")]


def test_as_above_under_the_header_or_a_blank_is_refused():
    reading = read_sheet([["姓名", "单位", "数量"], ["甲", "同上", 1], ["乙", None, 1], ["丙", "同上", 1]])
    assert [(error.row, error.message) for error in reading.errors] == [
        (2, "写有“同上”，但上方没有内容"),
        (4, "写有“同上”，但上方没有内容"),
    ]


@pytest.mark.parametrize("word", ["无", "暂无", "（无）", "没有", "不涉及", "N/A", "无。", "/"])
def test_words_for_nothing_are_nothing(word):
    row = read_sheet([["姓名", "单位", "数量", "日期"], ["甲", word, word, word]]).rows[0]
    assert (row["unit"], row["count"], row["on"], row.errors) == ("", None, None, [])


def test_a_required_cell_that_says_nothing_is_missing():
    assert [error.message for error in read_sheet([["姓名", "单位"], ["无", "市一局"]]).errors] == ["必填，不能为空"]


def test_a_second_table_is_read_by_its_own_header():
    rows = [
        ["附件1"],
        ["序号", "姓名", "单位"],
        [1, "甲", "市一局"],
        [],
        ["附件2"],
        ["序号", "单位", "姓名"],
        [1, "市二局", "乙"],
    ]
    first, second = read_sheet([*rows, ["合计"]])
    assert [(row["name"], row["unit"]) for row in [*first.rows, *second.rows]] == [("甲", "市一局"), ("乙", "市二局")]
    assert (first.title_rows, second.title_rows) == (["附件1"], ["附件1", "附件2"])
    assert [row.number for row in second.skipped] == [8]


def test_a_second_table_with_other_columns_may_fit_better_than_the_first():
    rows = [["姓名", "数量"], ["甲", 1], ["姓名", "单位", "数量", "日期"], ["乙", "市二局", 2, "2026-01-01"]]
    assert names(read_sheet(rows)) == ["甲", "乙"]


def test_a_second_table_that_lacks_a_column_is_named_and_not_read():
    rows = [["姓名", "单位", "数量"], ["甲", "市一局", 1], ["单位", "数量", "日期"], ["市二局", 2, "2026-01-01"]]
    reading = read_sheet(rows)
    assert names(reading) == ["甲"]
    assert [sheet.reason for sheet in reading.unread] == ["第3行像是表头，但缺少这些列：姓名"]


def test_a_header_of_two_rows_that_is_said_again_on_the_next_page_is_passed_over():
    head = [["姓名", "情况", None], [None, "单位", "数量"]]
    rows = [*head, ["甲", "市一局", 1], *head, ["乙", "市二局", 2]]
    reading = read_sheet(rows, merges=["A1:A2", "B1:C1", "A4:A5", "B4:C4"])
    assert (names(reading), reading.refused) == (["甲", "乙"], [])
    assert told(reading) == [(False, "跳过的行：4（姓名  情况）、5（单位  数量）")]


def test_a_row_of_instructions_under_the_header_is_passed_over():
    rows = [ROWS[0], [None, "填全名", "按规范简称填写"], *ROWS[1:]]
    reading = read_sheet(rows)
    assert names(reading) == ["甲", "乙", "丙"]
    assert told(reading) == [(False, "跳过的行：2（填全名  按规范简称填写）")]


def test_a_first_record_is_no_instruction():
    rows = [["姓名", "单位", "数量"], ["如甲", "市一局", "3项"], ["请乙", "按时局", "整数"]]
    assert names(read_sheet(rows)) == ["如甲", "请乙"]


MEASURES = ["序号", "姓名", "单位", "措施", "责任人", "时限"]


@pytest.mark.parametrize("merges", [[], ["A2:A4", "B2:B4", "C2:C4"]])
def test_rows_that_only_add_measures_go_on_with_the_record_above(merges):
    rows = [
        MEASURES,
        [1, "甲", "市一局", "措施一", "某甲", "2027-01-15"],
        [None, None, None, "措施二", "某乙", "2027-02-15"],
        [None, None, None, "措施三", "某丙", "2027-03-15"],
        [2, "乙", "市二局", "措施四", "某丁", None],
    ]
    reading = read_sheet(rows, merges)
    assert names(reading) == ["甲", "乙"]
    told_of = [(entry["measures"], entry["leader"], entry["due"].month) for entry in reading.rows[0].entries]
    assert told_of == [(["措施一"], "某甲", 1), (["措施二"], "某乙", 2), (["措施三"], "某丙", 3)]
    assert told(reading) == [(False, "作为上一条记录组成部分的行：3、4")]


def test_a_leader_merged_over_the_measures_is_the_leader_of_each():
    rows = [MEASURES, [1, "甲", None, "措施一", "某甲", None], [None, None, None, "措施二", None, None]]
    reading = read_sheet(rows, ["B2:B3", "E2:E3"])
    assert [entry["leader"] for entry in reading.rows[0].entries] == ["某甲", "某甲"]


@pytest.mark.parametrize("row", [[2, None, None, "措施二"], [None, None, "市二局", "措施二"]])
def test_a_row_with_a_number_or_more_of_its_own_is_a_record_that_lacks_a_name(row):
    reading = read_sheet([MEASURES, [1, "甲", "市一局", "措施一"], row])
    assert [(error.row, error.column_title) for error in reading.errors] == [(3, "姓名")]


def test_a_mistake_in_a_further_row_refuses_the_record_at_that_row():
    rows = [MEASURES, [1, "甲", "市一局", "措施一", "某甲", None], [None, None, None, "措施二", "某乙", "明年"]]
    reading = read_sheet(rows)
    assert reading.good == []
    assert [(error.row, error.column_letter) for error in reading.errors] == [(3, "F")]


def test_what_is_merged_over_two_records_is_no_part_of_either():
    schema = Schema("names", [Column("name", ["姓名"], required=True), Column("number", ["编号"], parse=identifier())])
    book = sheet_of([["姓名", "编号"], ["甲", "1"], [None, "2"]], merges=["A2:A3"])
    assert [row["number"] for row in read(as_file(book), [schema]).rows] == ["1", "2"]
