"""Refused rows go back to the person in their own layout, are mended there, and are read again."""

import io

from openpyxl import load_workbook

from core.workbook.reader import read
from core.workbook.refused import write_refused
from core.workbook.spec import SheetSpec, WriterColumn
from core.workbook.template import template
from core.workbook.writer import write
from tests import ledgers
from tests.core.workbook.schemas import ALL, FINDINGS


def handed_back(reading):
    content = io.BytesIO()
    assert write_refused(content, reading) == len(reading.refused)
    content.seek(0)
    return content


def test_only_the_refused_rows_are_handed_back_with_their_reasons():
    sheet = load_workbook(handed_back(read(ledgers.findings_office(), ALL))).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == ledgers.OFFICE_TITLE
    assert (rows[2][15], rows[2][4], rows[3][4]) == ("拒绝原因", "问题类型", "一级分类")
    assert [row[0] for row in rows[4:]] == [162, 163]
    assert rows[4][15] == "“具体问题表现”：必填，不能为空"
    assert rows[5][15].count("；") == 3
    assert "E3:F3" in {str(merge) for merge in sheet.merged_cells.ranges}


def test_what_looks_like_a_formula_is_handed_back_as_text():
    sheet = load_workbook(handed_back(read(ledgers.findings_office(), ALL))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert sheet["G6"].value.startswith("=HYPERLINK")


def test_the_cells_to_mend_are_marked():
    sheet = load_workbook(handed_back(read(ledgers.findings_office(), ALL))).active
    assert sheet["H6"].fill.start_color.rgb == "00FDE2E2"
    assert sheet["K6"].fill.fill_type is None


def test_a_mended_workbook_is_read_without_errors():
    content = handed_back(read(ledgers.findings_office(), ALL))
    book = load_workbook(content)
    sheet = book.active
    sheet["G5"] = "补上的问题"
    sheet["G6"] = "改好的问题"
    sheet["H6"], sheet["L6"], sheet["M6"], sheet["N6"] = "2026年底前", "未完成", 3, "1.2万"
    reading = read(ledgers.as_file(book), ALL)
    assert (len(reading.good), reading.refused) == (2, [])
    assert [row["organization"] for row in reading.good] == ["市第21局党组", "市第21局党组"]
    assert reading[0].unknown == []


def test_handing_back_twice_does_not_double_the_column_of_reasons():
    first = handed_back(read(ledgers.findings_office(), ALL))
    second = handed_back(read(first, ALL))
    header = [cell.value for cell in load_workbook(second).active[3]]
    assert header.count("拒绝原因") == 1
    assert len(header) == 16


def test_merged_values_go_with_the_row_and_every_sheet_keeps_its_name():
    reading = read(ledgers.findings_office(), ALL)
    reading.rows[5].refuse("查无此单位", "organization")
    row = next(load_workbook(handed_back(reading)).active.iter_rows(min_row=5, values_only=True))
    assert row[1:4] == ("第十八轮", "第一巡察组", "市第1局党组")
    assert load_workbook(handed_back(read(ledgers.people(), ALL))).sheetnames == ["组长库", "干部库", "专业人才库"]


def test_nothing_refused_writes_nothing():
    content = io.BytesIO()
    assert write_refused(content, read(ledgers.leads(), ALL)) == 0
    assert content.getvalue() == b""


def test_what_we_export_can_be_imported():
    columns = [
        WriterColumn("序号", kind="integer"),
        WriterColumn("巡察组"),
        WriterColumn("被巡察党组织"),
        WriterColumn("具体问题表现", kind="long_text"),
        WriterColumn("整改时限", kind="date"),
        WriterColumn("措施内容", group="整改措施", kind="long_text"),
        WriterColumn("责任领导", group="整改措施"),
        WriterColumn("挽回损失", unit="万元", kind="money", total="sum"),
    ]
    rows = [
        [1, "第一巡察组", "甲党组", "=问题", None, "1.做", "张三", 125_000],
        [2, "二组", "乙党组", "x", "立行立改", "", "", 0],
    ]
    content = io.BytesIO()
    spec = SheetSpec(
        "清单", "台账", columns, rows, unit="万元", filled_by="某", sign_off=["填表人", "审核人"], notes=["甲"]
    )
    write(content, [spec])
    reading = read(content, ALL)
    assert reading.errors == []
    assert [(row["team"], row["problem"], row["recovered"]) for row in reading.rows] == [
        (1, "=问题", 125_000),
        (2, "x", 0),
    ]
    assert (reading[0].unknown, len(reading[0].skipped)) == ([], 3)


def filled_template():
    content = io.BytesIO()
    template(content, FINDINGS)
    content.seek(0)
    return load_workbook(content)


def test_a_template_has_the_headings_a_sample_row_and_drop_downs():
    book = filled_template()
    assert book.sheetnames == ["问题台账", "填表说明", "选项"]
    assert book["选项"].sheet_state == "hidden"
    sheet = book["问题台账"]
    assert [sheet.cell(2, index).value for index in (1, 2, 4, 5, 6)] == [
        "序号",
        "编号",
        "*巡察组",
        "*被巡察党组织",
        "问题类型",
    ]
    assert sheet["A4"].value == "示例"
    lists = {str(rule.sqref): (rule.formula1, rule.showErrorMessage) for rule in sheet.data_validations.dataValidation}
    assert lists == {"I4:I5000": ("'选项'!$A$1:$A$3", False), "M4:M5000": ("'选项'!$B$1:$B$3", True)}
    assert [book["选项"].cell(row, 2).value for row in (1, 2, 3)] == ["已完成", "基本完成", "未完成"]


def test_a_filled_template_is_read_without_its_sample_row():
    book = filled_template()
    sheet = book["问题台账"]
    for index, value in {1: 1, 4: "一组", 5: "甲党组", 8: "问题", 9: "立行立改", 15: 2}.items():
        sheet.cell(5, index).value = value
    reading = read(ledgers.as_file(book), ALL)
    assert reading.errors == []
    (row,) = reading.rows
    assert (row["team"], row["organization"], row["recovered"]) == (1, "甲党组", 20_000)
    assert reading.unread == []
