"""The ledgers that offices keep are read whole: what is good, what is refused and why, and nothing lost."""

from datetime import date
from decimal import Decimal

import pytest

from core.workbook.dates import Deadline, DeadlineKind
from core.workbook.reader import read
from tests import ledgers
from tests.core.workbook.schemas import ALL


def counts(reading):
    return [(sheet.schema.name, len(sheet.good), len(sheet.refused)) for sheet in reading]


def places(sheet):
    return [(error.row, error.column_letter, error.column_title) for error in sheet.errors]


def test_organizations_are_read_and_the_one_without_a_name_is_refused():
    (sheet,) = read(ledgers.organizations(), ALL)
    assert (len(sheet.good), len(sheet.refused)) == (121, 1)
    assert places(sheet) == [(124, "B", "党组织名称")]
    assert sheet.rows[-1]["name"] == "市总工会党组"
    assert sheet.title_rows[0] == "示例市巡察对象名录"


def test_totals_and_signatures_are_passed_over_and_counted():
    (sheet,) = read(ledgers.organizations(), ALL)
    assert [(row.number, row.text) for row in sheet.skipped] == [(126, "合计  共119个"), (128, "填表人：  审核人：")]


def test_each_sheet_of_people_refuses_its_last_row_with_every_error():
    reading = read(ledgers.people(), ALL)
    assert [sheet.name for sheet in reading] == ["组长库", "干部库", "专业人才库"]
    assert counts(reading) == [("people", 12, 1), ("people", 40, 1), ("people", 15, 1)]
    assert places(reading[0]) == [(16, "B", "姓名"), (16, "J", "入库时间")]


def test_people_have_real_dates_and_whole_telephone_numbers():
    (sheet, *_others) = read(ledgers.people(), ALL)
    first, second, third = sheet.rows[:3]
    assert (first["born_in"], first["joined_on"], first["phone"]) == (
        date(1989, 7, 1),
        date(2025, 6, 20),
        "13300000001",
    )
    assert (second["born_in"], second["joined_on"], second["phone"]) == (
        date(1994, 6, 1),
        date(2025, 6, 23),
        "13300000002",
    )
    assert (third["born_in"], third["joined_on"], third["phone"]) == (
        date(1984, 4, 1),
        date(2019, 8, 9),
        "13300000003",
    )


def test_the_office_ledger_is_read_through_its_two_header_rows_and_merged_cells():
    (sheet,) = read(ledgers.findings_office(), ALL)
    assert (len(sheet.good), len(sheet.refused)) == (161, 2)
    row = sheet.rows[1]
    assert (row["round"], row["team"], row["organization"]) == (18, 1, "市第1局党组")
    assert (row["category"], row["subcategory"]) == ("新时代党的组织路线落实", "基层党建")
    assert row["deadline"] == Deadline(DeadlineKind.IMMEDIATE)
    assert row["measures"] == ["约谈相关责任人", "清退1.5万元", "开展专项自查"]
    assert row["recovered"] == Decimal("2500.00")
    assert sheet.rows[159]["organization"] == "市第20局党组"
    assert sheet.unknown == []


def test_the_office_ledger_names_every_cell_it_refuses():
    (sheet,) = read(ledgers.findings_office(), ALL)
    assert places(sheet) == [
        (166, "G", "具体问题表现"),
        (167, "H", "整改时限"),
        (167, "L", "完成情况"),
        (167, "M", "完善制度（项）"),
        (167, "N", "挽回损失（万元）"),
    ]
    assert str(sheet.errors[1]) == (
        "工作表“问题清单”第167行H列“整改时限”：“明年”不是日期（如2026-06-20、2027年2月底），也不是：立行立改、集中整改期内、长期坚持"
    )


def test_text_that_looks_like_a_formula_is_text():
    (sheet,) = read(ledgers.findings_office(), ALL)
    assert sheet.refused[-1]["problem"] == '=HYPERLINK("http://127.0.0.1","看似公式")'


def test_the_flat_ledger_is_read_by_other_headings_in_yuan():
    (sheet,) = read(ledgers.findings_flat(), ALL)
    assert (len(sheet.good), len(sheet.refused)) == (60, 0)
    assert sheet.rows[31]["recovered"] == Decimal("34100.00")
    assert (sheet.rows[31]["team"], sheet.rows[31]["code"]) == (2, "LY18-0032")
    assert not sheet.has("round")
    assert sheet.unknown == ["发现日期"]


def test_leads_are_read_although_findings_share_their_headings():
    (sheet,) = read(ledgers.leads(), ALL)
    assert (sheet.schema.name, len(sheet.good), len(sheet.refused)) == ("leads", 18, 0)


def test_an_importer_refuses_a_row_at_the_column_it_names():
    (sheet,) = read(ledgers.findings_office(), ALL)
    row = next(row for row in sheet.good if row["organization"] == "不存在的党组织")
    row.refuse("查无此单位", "organization")
    row.refuse("整行有误")
    assert [str(error) for error in row.errors] == [
        "工作表“问题清单”第165行D列“被巡察党组织”：查无此单位",
        "工作表“问题清单”第165行：整行有误",
    ]
    assert len(sheet.good) == 160


def test_a_column_that_the_sheet_lacks_can_still_be_named_in_a_refusal():
    (sheet,) = read(ledgers.findings_flat(), ALL)
    sheet.rows[0].refuse("应先建立轮次", "round")
    assert str(sheet.rows[0].errors[0]) == "工作表“问题清单”第2行“轮次”：应先建立轮次"


@pytest.mark.skipif(not ledgers.SAMPLES.is_dir(), reason="the sample ledgers do not lie beside this checkout")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("organizations.xlsx", [("organizations", 121, 1)]),
        ("people.xlsx", [("people", 12, 1), ("people", 40, 1), ("people", 15, 1)]),
        ("findings_office.xlsx", [("findings", 161, 2)]),
        ("findings_flat.xlsx", [("findings", 60, 0)]),
        ("leads.xlsx", [("leads", 18, 0)]),
    ],
)
def test_the_sample_ledgers_are_read_whole(name, expected):
    assert counts(read(ledgers.SAMPLES / name, ALL)) == expected
