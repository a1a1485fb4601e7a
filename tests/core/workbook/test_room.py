"""Rows are as high as their text and columns as wide as what they hold."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from core.workbook.room import EDGES, columns_of, height_of, lines_of
from core.workbook.spec import HeadingRow, SheetRow, SheetSpec, WriterColumn
from core.workbook.widths import ROOM, SAMPLE, fitted
from core.workbook.writer import write

PROBLEM = "公务接待管理不严，6批次接待没有公函"


def drawn(columns, rows, **options):
    content = io.BytesIO()
    write(content, [SheetSpec("表", "标题", columns, rows, **options)])
    content.seek(0)
    return load_workbook(content).active


def widths(sheet):
    return [sheet.column_dimensions[letter].width for letter in sheet.column_dimensions]


def test_a_chinese_character_takes_two_columns():
    assert [columns_of(text) for text in ("", "WT18-0013", "问题", "问题a", "2026年")] == [0, 9, 4, 5, 6]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("问题", 6, 1), ("问题表现", 6, 2), ("一\n二\n三", 60, 3), ("", 6, 1), ("长" * 100, 42, 6), ("a" * 39, 42, 1)],
)
def test_the_lines_of_a_text_follow_from_the_width_of_its_cell(text, width, lines):
    assert lines_of(text, width) == lines


def test_no_row_is_higher_than_excel_takes():
    assert height_of(1000) == 409


class TestRows:
    def test_are_as_high_as_the_longest_text_in_them(self):
        columns = [WriterColumn("序号", kind="integer"), WriterColumn("问题", kind="long_text")]
        rows = [[1, PROBLEM], [2, PROBLEM * 30], SheetRow([3, "一\n二\n三"], overdue=True), [4, None]]
        sheet = drawn(columns, rows)
        heights = [sheet.row_dimensions[row].height for row in range(4, 8)]
        assert heights[0] == heights[3] == height_of(1)
        assert heights[1] > height_of(5)
        assert heights[2] == height_of(3)

    def test_notes_and_titles_wrap_too(self):
        sheet = drawn([WriterColumn("甲"), WriterColumn("乙")], [["a", "b"]], notes=["很长的说明" * 20])
        assert sheet.row_dimensions[5].height > height_of(5)

    def test_the_words_for_a_day_nobody_told_wrap_in_a_column_of_days(self):
        sheet = drawn([WriterColumn("发现日期", kind="date")], [[date(2026, 1, 1)], ["未登记（台账导入）"]])
        assert [sheet.row_dimensions[row].height for row in (4, 5)] == [height_of(1), height_of(2)]


class TestColumns:
    def test_are_as_wide_as_what_they_hold(self):
        columns = [WriterColumn("轮次"), WriterColumn("单位"), WriterColumn("金额", kind="money")]
        short = fitted(columns, [["第一轮", "市一中", Decimal(5)]], 145)
        long = fitted(columns, [["第一轮", "市林业和草原局森林病虫害防治站党总支", Decimal("123456789012.50")]], 145)
        assert short[0] == long[0] < 10
        assert short[1] < 12
        assert long[1] > 36
        assert short[2] < long[2]

    def test_show_their_heading_on_two_lines_at_most_and_on_one_where_there_is_room(self):
        heading = "其中长期坚持整改"
        for room, lines in ((8, 2), (145, 1)):
            (width,) = fitted([WriterColumn(heading, kind="integer")], [[1]], room)
            assert lines_of(heading, width) == lines

    def test_leave_numbers_room_on_one_line_in_a_wider_font(self):
        (number,) = fitted([WriterColumn("问题编号")], [["WT18-0153"]], 145)
        (words,) = fitted([WriterColumn("名称")], [["市财政局"]], 145)
        assert number >= 1.15 * columns_of("WT18-0153") + EDGES
        assert words == columns_of("市财政局") + EDGES

    def test_of_long_text_share_what_the_page_has_left(self):
        columns = [
            WriterColumn("名称"),
            WriterColumn("问题", kind="long_text"),
            WriterColumn("目标", kind="long_text"),
        ]
        rows = [["市财政局党组", PROBLEM * 9, PROBLEM * 2]]
        alone, crowded = fitted(columns, rows, 145), fitted(columns, rows, 60)
        assert sum(alone) == pytest.approx(145)
        assert alone[1] > alone[2] > crowded[2]
        assert sum(crowded) > 60  # no column is narrower than can be read; the print becomes smaller

    def test_are_measured_by_the_first_rows_so_that_memory_stays_flat(self):
        rows = [["短"]] * SAMPLE + [["市林业和草原局森林病虫害防治站"]]
        sheet = drawn([WriterColumn("单位")], iter(rows))
        assert widths(sheet) == widths(drawn([WriterColumn("单位")], [["短"]]))
        assert sheet.row_dimensions[3 + len(rows)].height > height_of(1)


def test_a_narrow_sheet_is_printed_upright_and_a_wide_one_across():
    columns = [WriterColumn("名称"), WriterColumn("问题", kind="long_text")]
    upright = drawn(columns, [["市财政局党组", PROBLEM]])
    across = drawn(columns * 5, [["市财政局党组", PROBLEM] * 5])
    assert [sheet.page_setup.orientation for sheet in (upright, across)] == ["portrait", "landscape"]
    assert sum(widths(upright)) <= ROOM["A4", "portrait"]


def test_a_sheet_may_be_told_to_stay_on_one_page():
    columns = [WriterColumn("名称")]
    assert [drawn(columns, [], one_page=one).page_setup.fitToHeight for one in (False, True)] == [0, 1]


def test_what_is_on_one_page_takes_its_width_however_long_it_is():
    columns = [WriterColumn("名称"), WriterColumn("数", kind="count")]
    short, long = (sum(widths(drawn(columns, [["甲", 1]] * rows, one_page=True))) for rows in (5, 90))
    assert short == pytest.approx(ROOM["A4", "portrait"], abs=1)
    assert long > 2 * short


def test_a_line_across_the_table_heads_the_rows_under_it():
    sheet = drawn(
        [WriterColumn("甲"), WriterColumn("数", kind="integer", total="sum")], [HeadingRow("整改"), ["乙", 2]]
    )
    assert [[cell.value for cell in row] for row in sheet["A4:B6"]] == [["整改", None], ["乙", 2], ["合计", 2]]
    assert "A4:B4" in {str(merge) for merge in sheet.merged_cells.ranges}


def test_words_may_open_the_table():
    sheet = drawn([WriterColumn("甲")], [["乙"]], opening="本月新增：反馈整改类问题22个。" * 3)
    assert sheet["A3"].value.startswith("本月新增")
    assert [sheet.print_title_rows, sheet.freeze_panes] == ["$4:$4", "A5"]
    assert sheet.row_dimensions[3].height > height_of(1)


def test_the_line_above_says_scope_and_day():
    line = drawn(
        [WriterColumn("甲")] * 16, [], filled_by="市财政局党组", scope="本月及未办结", as_of=date(2026, 11, 30)
    )
    words = [cell.value for cell in line[2] if cell.value]
    assert words == ["填报单位（盖章）：市财政局党组", "本月及未办结，截至2026年11月30日"]


def test_what_does_not_stand_beside_one_another_stands_in_one_line():
    sheet = drawn([WriterColumn("甲"), WriterColumn("乙")], [], filled_by="市财政局党组", scope="全部", unit="项")
    assert sheet["A2"].value == "填报单位（盖章）：市财政局党组  全部  单位：项"
    assert "A2:B2" in {str(merge) for merge in sheet.merged_cells.ranges}
    assert sheet.row_dimensions[2].height > height_of(1)


def test_a_total_of_a_part_says_so_across_the_columns_before_it():
    columns = [
        WriterColumn("序号", kind="integer"),
        WriterColumn("名称"),
        WriterColumn("项", kind="integer", total="sum"),
    ]
    sheet = drawn(columns, [[1, "甲", 5]], is_part=True)
    assert [cell.value for cell in sheet[5]] == ["本表合计", None, 5]
    assert "A5:B5" in {str(merge) for merge in sheet.merged_cells.ranges}


def test_an_empty_sheet_may_say_so():
    assert drawn([WriterColumn("甲")], [], when_empty="无")["A4"].value == "无"
    assert drawn([WriterColumn("甲")], [["乙"]], when_empty="无")["A5"].value is None
