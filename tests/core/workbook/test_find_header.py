"""Headers are found under whatever stands above them, and rows without data are told from rows with mistakes."""

import pytest

from core.workbook.cells import integer, money
from core.workbook.package import UnreadableFile
from core.workbook.reader import read
from core.workbook.schema import Column, Schema
from tests.core.workbook.schemas import ALL, FINDINGS, ORGANIZATIONS
from tests.ledgers import as_file, fill, sheet_of

NAMES = Schema("names", [Column("name", ["姓名"], required=True), Column("count", ["数量"], parse=integer())])


def read_rows(rows, schemas=(NAMES,), merges=(), name="Sheet"):
    return read(as_file(sheet_of(rows, name, merges)), schemas)


def names(reading):
    return [row["name"] for row in reading[0].rows]


@pytest.mark.parametrize("heading", ["姓名", " 姓 名 ", "姓\n名", "*姓名", "姓名（必填）", "姓名：", "姓名*"])
def test_headings_are_found_however_they_are_written(heading):
    assert names(read_rows([[heading, "数量（项）"], ["甲", 1]])) == ["甲"]


def test_a_header_far_down_is_found():
    rows = [["标题"], [], ["填报单位：某单位", "2026年"], *[["说明"] for _ in range(10)], ["姓名", "数量"], ["甲", 1]]
    reading = read_rows(rows)
    assert [(row.number, row["name"]) for row in reading[0].rows] == [(15, "甲")]


def test_a_group_heading_that_is_not_merged_covers_the_headings_beside_it():
    schema = Schema(
        "plan", [Column("name", ["姓名"], True), Column("text", ["措施/内容"]), Column("who", ["措施/责任"])]
    )
    rows = [["姓名", "措施", None, "备注"], [None, "内容", "责任", None], ["甲", "做", "乙", "x"]]
    reading = read_rows(rows, [schema])
    assert reading[0].rows[0].values == {"name": "甲", "text": "做", "who": "乙"}


@pytest.mark.parametrize("merges", [["A1:A2", "B1:C1"], ["B1:C1"]])
def test_sub_headings_that_no_column_asks_for_are_still_headings(merges):
    rows = [["姓名", "类型", None, "数量"], [None, "一级", "二级", None], ["甲", "x", "y", 1]]
    reading = read_rows(rows, merges=merges)
    assert names(reading) == ["甲"]
    assert reading[0].unknown == ["类型/一级", "类型/二级"]


def test_a_first_data_row_with_gaps_is_not_taken_for_a_second_header_row():
    assert names(read_rows([["姓名", "数量"], ["甲", None], ["乙", 2]])) == ["甲", "乙"]


def test_merged_cells_are_filled_down_but_blank_cells_are_not():
    rows = [["姓名", "数量"], ["甲", 1], [None, 2], [None, 3]]
    reading = read_rows(rows, merges=["A2:A3"])
    assert names(reading) == ["甲", "甲", ""]
    assert [error.row for error in reading.errors] == [4]


def test_a_row_that_only_a_merged_cell_reaches_into_is_no_row():
    reading = read_rows([["姓名", "数量"], ["甲", 1]], merges=["A2:A9"])
    assert len(reading.rows) == 1


def test_a_merge_across_columns_is_one_value():
    reading = read_rows([["姓名", "数量", "备注"], ["甲", 1, None], [None, 2, None]], merges=["A2:A3", "B2:C2"])
    assert names(reading) == ["甲", "甲"]


def test_numbered_but_empty_rows_repeated_headers_and_notes_are_passed_over():
    rows = [
        ["序号", "姓名", "数量"],
        [1, "甲", 1],
        ["序号", "姓名", "数量"],
        [2, "乙", 2],
        [3, None, None],
        ["合计", None, 3],
        ["注：本表一式两份"],
        ["单位负责人：", None, "填表人：张三"],
        ["2026年10月"],
    ]
    reading = read_rows(rows)
    assert names(reading) == ["甲", "乙"]
    assert [row.number for row in reading[0].skipped] == [3, 5, 6, 7, 8, 9]
    assert reading.refused == []


def test_a_heading_between_the_rows_is_passed_over():
    rows = [["序号", "姓名", "数量"], ["一、第一巡察组"], [1, "甲", 1], ["二、第二巡察组"], [2, "乙", 2], ["丙"]]
    reading = read_rows(rows, merges=["A2:C2", "A4:C4"])
    assert names(reading)[:2] == ["甲", "乙"]
    assert [row.number for row in reading[0].skipped] == [2, 4, 6]


def test_a_total_above_the_data_hides_nothing_below_it():
    reading = read_rows([["序号", "姓名", "数量"], ["合计", None, 1], [1, None, 1], [2, "乙", 0]])
    assert [row.number for row in reading.refused] == [3]
    assert len(reading.good) == 1


def test_a_record_that_begins_like_a_footer_is_a_record():
    reading = read_rows([["姓名", "数量", "备注"], ["负责人张三", 1, None], ["说明书编写组", 2, None]])
    assert names(reading) == ["负责人张三", "说明书编写组"]


def test_dashes_stand_for_nothing():
    reading = read_rows([["姓名", "数量"], ["甲", "—"], ["乙", "/"], ["——", 1]])
    assert [row["count"] for row in reading.good] == [None, None]
    assert [error.message for error in reading.errors] == ["必填，不能为空"]


def test_the_schema_that_fits_best_is_taken_for_each_sheet():
    book = sheet_of([["党组织名称", "类别"], ["甲党组", "市直部门"]], "名录")
    fill(book.create_sheet("问题"), [["巡察组", "被巡察单位", "问题描述"], ["一组", "甲党组", "问题"]])
    fill(book.create_sheet("其他"), [["天气", "晴"], ["今天", "好"]])
    fill(book.create_sheet("填表说明"), [["请逐行填写"]])
    book.create_sheet("空表")
    reading = read(as_file(book), ALL)
    assert [(sheet.name, sheet.schema.name) for sheet in reading] == [("名录", "organizations"), ("问题", "findings")]
    assert [(sheet.name, sheet.reason) for sheet in reading.unread] == [
        ("其他", "没有找到表头（前40行中没有认识的列名）")
    ]


def test_hidden_sheets_are_not_read():
    book = sheet_of([["姓名", "数量"], ["甲", 1]])
    fill(book.create_sheet("隐藏"), [["姓名", "数量"], ["乙", 1]])
    book["隐藏"].sheet_state = "hidden"
    assert names(read(as_file(book), [NAMES])) == ["甲"]


def test_a_missing_required_column_is_named():
    rows = [["巡察组", "问题描述", "整改期限"], ["一组", "问题", "立行立改"]]
    with pytest.raises(UnreadableFile, match="第1行像是表头，但缺少这些列：被巡察党组织"):
        read_rows(rows, [FINDINGS, ORGANIZATIONS])


def test_a_workbook_without_any_header_is_refused_with_the_reason():
    with pytest.raises(UnreadableFile, match="没有识别出台账：工作表“Sheet”：没有找到表头"):
        read_rows([["今天天气好"]])


def test_the_unit_of_sums_may_stand_above_the_header():
    schema = Schema("sums", [Column("name", ["姓名"], True), Column("sum", ["金额"], parse=money("元"))])
    rows = [["填报单位：万元户协会", "单位：万元、件"], ["姓名", "金额"], ["甲", 2]]
    assert read_rows(rows, [schema]).rows[0]["sum"] == 20_000
    assert read_rows([rows[0], ["姓名", "金额（元）"], ["甲", 2]], [schema]).rows[0]["sum"] == 2
    assert read_rows(rows[1:], [schema]).rows[0]["sum"] == 2


def test_every_error_of_a_row_is_told():
    reading = read_rows([["姓名", "数量"], [None, "三"]])
    assert [error.cause for error in reading.errors] == [
        "第2行A列“姓名”：必填，不能为空",
        "第2行B列“数量”：“三”不是整数，请用阿拉伯数字填写",
    ]
    assert reading.summary() == "可导入0行，有误1行"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_comma_separated_text_is_read_in_both_encodings(tmp_path, encoding):
    path = tmp_path / "名单.csv"
    path.write_bytes('标题\r\n姓名,数量\r\n甲,"1,200"\r\n'.encode(encoding))
    reading = read(path, [NAMES])
    assert reading.rows[0].values == {"name": "甲", "count": 1200}
