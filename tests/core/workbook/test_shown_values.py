"""Cells are read as a person sees them: numbers through their formats, days in Chinese formats, formulas by result."""

import io
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from core.workbook.cells import identifier, integer, money, text
from core.workbook.dates import day, month
from core.workbook.formats import shown
from core.workbook.ordinals import round_number
from core.workbook.reader import read
from core.workbook.refused import write_refused
from core.workbook.schema import Column, Schema
from tests.ledgers import as_file

LEDGER = Schema(
    "shown",
    [
        Column("number", ["编号"], required=True, parse=identifier(40)),
        Column("round", ["轮次"], parse=round_number()),
        Column("on", ["日期"], parse=day()),
        Column("born", ["出生年月"], parse=month()),
        Column("count", ["数量"], parse=integer()),
        Column("sum", ["金额"], parse=money("万元")),
        Column("note", ["备注"], parse=text(100)),
    ],
)
NO_RESULT = "是没有计算结果的公式，请用Excel或WPS打开并保存后再导入"


def read_cells(**cells):
    """A ledger of one row: each value by its column's name, with a format as (value, format)."""
    book = Workbook()
    book.active.append([column.title for column in LEDGER.columns])
    for index, column in enumerate(LEDGER.columns, 1):
        value = cells.get(column.name, "甲" if column.required else None)
        value, code = value if isinstance(value, tuple) else (value, "General")
        cell = book.active.cell(2, index, value)
        cell.number_format = code
    return read(as_file(book), [LEDGER])


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (1, '"WT18-"0000', "WT18-0001"),
        (180001, '"WT"00"-"0000', "WT18-0001"),
        (1.1, "0.00", "1.10"),
        (0.035, "0.00%", "3.50%"),
        (13660000, "#,##0.00,,", "13.66"),
        (1234.5, "_ * #,##0.00_ ;_ * -#,##0.00_ ", "1,234.50"),
        (-3, "0.00;[Red](0.00)", "(3.00)"),
        (3, '0"项"', "3项"),
        (5, "[$¥-804]0.00", "¥5.00"),
        (20250623, "0000-00-00", "2025-06-23"),
        (7, "000", "007"),
    ],
)
def test_a_number_is_shown_as_its_format_shows_it(value, code, words):
    assert shown(value, code).words == words


@pytest.mark.parametrize("code", ["General", "@", "# ?/?", "0.00E+00", "[DBNum1]General", "[>100]0;0.0", '"只有文字"'])
def test_a_number_in_a_format_that_is_not_for_plain_numbers_stays_as_it_is(code):
    assert shown(1.5, code) == 1.5
    assert type(shown(1.5, code)) is float


def test_numbers_of_papers_are_read_as_shown():
    assert read_cells(number=(1, '"WT18-"0000')).rows[0]["number"] == "WT18-0001"
    assert read_cells(note=(0.035, "0.00%")).rows[0]["note"] == "3.50%"


def test_a_share_is_no_sum_and_no_number():
    errors = read_cells(sum=(0.035, "0.00%"), count=(3, "0%")).errors
    assert [(error.column_letter, error.value) for error in errors] == [("E", "300%"), ("F", "3.50%")]


@pytest.mark.parametrize(
    ("value", "code", "yuan"),
    [
        (13660000, "#,##0.00,,", 136_600),
        (0.0525, "0.00", 525),
        (1.2, '0.00"万元"', 12_000),
        (350, '0"元"', 350),
        (12345.67, '0"元"', "12345.67"),
        (1.23456, '0.0"万元"', "12345.60"),
        (1.5, "0." + "0" * 30, 15_000),
        (12.5, '"¥"#,##0.00', 125_000),
    ],
)
def test_a_sum_is_what_the_sheet_shows_but_not_rounded(value, code, yuan):
    assert read_cells(sum=(value, code)).rows[0]["sum"] == Decimal(yuan)


@pytest.mark.parametrize("code", ['"第"0"轮"', "0.00", "000", "0"])
def test_the_round_may_be_a_number_in_any_format(code):
    assert read_cells(round=(18, code)).rows[0]["round"] == 18


def test_a_month_is_not_in_doubt_where_its_format_shows_both_digits():
    assert read_cells(born=(1989.1, "0.00")).rows[0]["born"].month == 10
    assert read_cells(born=(1989.1, "0.0")).errors


def renumbered(content, old, new):
    """The workbook with one built-in number format exchanged for another, which openpyxl cannot write."""
    made = io.BytesIO()
    with ZipFile(content) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/styles.xml":
                part = part.replace(f'numFmtId="{old}"'.encode(), f'numFmtId="{new}"'.encode())
            target.writestr(name, part)
    made.seek(0)
    return made


@pytest.mark.parametrize("number", [27, 28, 30, 31, 36, 50, 52, 55, 57, 58])
def test_days_in_the_built_in_formats_of_chinese_editions_are_days(number):
    book = Workbook()
    book.active.append(["编号", "日期", "备注"])
    book.active.append(["甲", 46204, 46204])
    for cell in book.active[2][1:]:
        cell.number_format = "mm-dd-yy"
    row = read(renumbered(as_file(book), 14, number), [LEDGER]).rows[0]
    assert (row["on"].isoformat(), row["note"]) == ("2026-07-01", "2026-07-01")


def test_a_formula_without_a_result_is_refused_wherever_it_is_used():
    reading = read_cells(number='="公式"&A1', on="=C1+180", count="=1+1", note="=VLOOKUP(A2,A:B,2,0)")
    assert [error.message for error in reading.errors] == [NO_RESULT] * 4


def test_text_that_begins_like_a_formula_is_text():
    book = Workbook()
    book.active.append(["编号", "备注"])
    book.active.append(["甲", "=1+1"])
    book.active["B2"].data_type = "s"
    assert read(as_file(book), [LEDGER]).rows[0]["note"] == "=1+1"


def test_a_formula_in_a_column_nobody_reads_refuses_nothing():
    book = Workbook()
    book.active.append(["序号", "编号", "日期", "其他"])
    book.active.append(["=ROW()-1", "甲", date(2026, 7, 1), "=1+1"])
    assert read(as_file(book), [LEDGER]).refused == []


def test_what_is_handed_back_is_refused_again_until_it_is_mended():
    reading = read_cells(number=(1, '"WT18-"0000'), note="=1+1", sum=(0.035, "0.00%"))
    content = io.BytesIO()
    write_refused(content, reading)
    content.seek(0)
    again = read(content, [LEDGER])
    assert again.rows[0]["number"] == "WT18-0001"
    assert [error.column_letter for error in again.errors] == ["F", "G"]
    assert "=1+1" not in [cell.value for cell in load_workbook(content).active[2]]
