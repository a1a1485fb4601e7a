"""Workbooks we write: what an office expects on paper, real types in the cells, and no formula from any text."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy, override
from openpyxl import load_workbook

from core.workbook.sheet import letter, unique_name
from core.workbook.spec import NotesSpec, SheetRow, SheetSpec, WriterColumn
from core.workbook.writer import write

INJECTIONS = [
    '=HYPERLINK("http://127.0.0.1","x")',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "|cmd",
    "%0A=1",
    '"=1+1',
    "'=1+1",
    "=cmd|'/c calc'!A1",
    "#REF!",
    "{=1+1}",
    "<f>1+1</f>",
    '</t></is></c><c r="B9"><f>1+1</f></c>',
    "]]>&amp;<![CDATA[",
    "_x003D_1+1",
]


def written(*sheets):
    content = io.BytesIO()
    write(content, sheets)
    content.seek(0)
    return load_workbook(content)


def spec(columns, rows, **options):
    return SheetSpec("表", "标题", columns, rows, **options)


def column_of(values, **options):
    """The cells of the first column under the header, for these values."""
    sheet = written(
        spec([WriterColumn("列", **options), WriterColumn("乙")], [[value, "x"] for value in values])
    ).active
    return [sheet.cell(4 + number, 1) for number in range(len(values))]


def ledger(rows):
    return SheetSpec(
        name="问题清单",
        title="示例市委第十八轮巡察反馈问题整改台账（截至2026年10月31日）",
        columns=[
            WriterColumn("序号", kind="integer"),
            WriterColumn("被巡察党组织"),
            WriterColumn("一级分类", group="问题类型"),
            WriterColumn("二级分类", group="问题类型"),
            WriterColumn("具体问题表现", kind="long_text"),
            WriterColumn("整改时限", kind="date"),
            WriterColumn("完善制度", unit="项", kind="integer", total="sum"),
            WriterColumn("挽回损失", unit="万元", kind="money", total="sum"),
            WriterColumn("完成率", kind="percent", total=0.5),
        ],
        rows=rows,
        unit="万元、项",
        filled_by="市委巡察办",
        as_of=date(2026, 10, 31),
        sign_off=["单位负责人", "审核人", "填表人", "联系电话"],
        notes=["完成率按已完成计算。"],
    )


ROWS = [
    [1, "市财政局党组", "财务", "报销", "问题一", date(2026, 12, 1), 2, Decimal("112500"), 0.25],
    SheetRow([2, "市教育局党组", "财务", "", None, None, 3, 5000, None], overdue=True),
]


def test_a_ledger_has_title_line_grouped_header_total_notes_and_signatures():
    sheet = written(ledger(ROWS)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == "示例市委第十八轮巡察反馈问题整改台账（截至2026年10月31日）"
    assert [value for value in rows[1] if value] == [
        "填报单位（盖章）：市委巡察办",
        "填报日期：2026年10月31日",
        "单位：万元、项",
    ]
    assert rows[2][:6] == ["序号", "被巡察党组织", "问题类型", None, "具体问题表现", "整改时限"]
    assert rows[2][6:] == ["完善制度（项）", "挽回损失（万元）", "完成率"]
    assert rows[3][2:4] == ["一级分类", "二级分类"]
    assert rows[6] == ["合计", None, None, None, None, None, 5, 11.75, 0.5]
    assert rows[7][0] == "注1：完成率按已完成计算。"
    assert [value for value in rows[8] if value] == ["单位负责人：", "审核人：", "填表人：", "联系电话："]
    merges = {str(merge) for merge in sheet.merged_cells.ranges}
    assert {"A1:I1", "C3:D3", "A3:A4", "I3:I4", "A8:I8"} <= merges


def test_values_keep_their_types():
    sheet = written(ledger(ROWS)).active
    cells = {name: sheet[f"{name}5"] for name in "ABEFGHI"}
    assert cells["F"].value == datetime(2026, 12, 1)  # noqa: DTZ001 - what openpyxl reads has no zone
    assert cells["F"].number_format == "yyyy-mm-dd"
    assert (cells["G"].value, cells["G"].data_type) == (2, "n")
    assert (cells["H"].value, cells["H"].number_format) == (11.25, "#,##0.00##")
    assert (cells["I"].value, cells["I"].number_format) == (0.25, "0.00%")
    assert [sheet[f"{name}6"].value for name in "DEFI"] == ["—", "—", "—", "—"]


def test_the_sheet_is_ready_to_read_and_to_print():
    sheet = written(ledger(ROWS)).active
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:I6"
    assert sheet.print_title_rows == "$3:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)  # it is narrow
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "第&P页 共&N页"
    assert sheet["A3"].fill.start_color.rgb == "00F2F2F2"
    assert sheet["A5"].border.left.style == "thin"
    assert sheet["E5"].alignment.wrap_text
    assert (sheet["E5"].alignment.horizontal, sheet["A5"].alignment.horizontal) == ("left", "center")


def test_overdue_rows_are_light_red():
    sheet = written(ledger(ROWS)).active
    assert sheet["A6"].fill.start_color.rgb == "00FDE2E2"
    assert sheet["A5"].fill.fill_type is None


def test_options_of_paper_panes_and_filters():
    sheet = written(spec([WriterColumn("甲")] * 3, [], paper="A3", freeze_columns=2, filters=False)).active
    assert (sheet.page_setup.paperSize, sheet.freeze_panes, sheet.auto_filter.ref) == (8, "C4", None)


@pytest.mark.parametrize("kind", ["text", "long_text", "id", "date", "month", "integer", "number", "money", "percent"])
def test_no_text_becomes_a_formula_in_any_kind_of_column(kind):
    for cell, text in zip(column_of(INJECTIONS, kind=kind), INJECTIONS, strict=True):
        assert cell.data_type == "s"
        assert cell.value.lstrip("\n") in {text, text.replace("\r", "\n").lstrip("\n"), "_x005F_x003D_1+1"}


def test_texts_that_could_turn_into_formulas_when_edited_are_quoted():
    assert [cell.quotePrefix for cell in column_of(["=1", "+1", "-1", "@a", "＝1", "甲", "1"])] == [True] * 5 + [
        False
    ] * 2


def test_no_text_becomes_a_formula_in_titles_headings_notes_or_signatures():
    evil = "=1+1"
    book = written(
        SheetSpec(
            name=evil,
            title=evil,
            columns=[WriterColumn(evil, group=evil, unit=evil, total=evil), WriterColumn(evil, group="=2")],
            rows=[[evil, evil]],
            unit=evil,
            filled_by=evil,
            as_of=evil,
            sign_off=[evil],
            notes=[evil],
        ),
        NotesSpec("说明", evil, [evil]),
    )
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert types == {"s"}


def test_long_numbers_stay_whole():
    first, second, third = column_of(["620102199001011234", 620102199001011234, 123], kind="id")
    assert (first.value, first.data_type) == ("620102199001011234", "s")
    assert (second.value, second.data_type) == ("620102199001011234", "s")
    assert third.value == "123"
    (number,) = column_of([10**16], kind="integer")
    assert (number.value, number.data_type) == ("10000000000000000", "s")


def test_illegal_characters_are_dropped_and_too_long_text_is_cut_with_a_mark():
    illegal, long, lone = column_of(["甲\x00\x07\x1f\ufffe乙", "长" * 40_000, "a\ud800b"])
    assert (illegal.value, lone.value) == ("甲乙", "ab")
    assert len(long.value) == 32_767
    assert long.value.endswith("…（过长，已截断）")


def test_spaces_line_breaks_and_markup_survive():
    texts = ["  两端  ", "一\n二", "a<b>&c;", "\u3000甲", "😀"]
    assert [cell.value for cell in column_of(texts)] == texts


def test_instants_are_written_in_local_time_without_a_zone():
    instant = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in Shanghai
    (day,) = column_of([instant], kind="date")
    (clock,) = column_of([instant], kind="datetime")
    (words,) = column_of([instant])
    assert day.value == datetime(2027, 1, 1)  # noqa: DTZ001
    assert clock.value == datetime(2027, 1, 1, 0, 30)  # noqa: DTZ001
    assert words.value == "2027-01-01 00:30"


def test_dates_that_excel_cannot_show_are_text():
    old, real = column_of([date(1899, 1, 1), date(1900, 3, 1)], kind="date")
    assert (old.value, real.value) == ("1899-01-01", datetime(1900, 3, 1))  # noqa: DTZ001


def test_months_are_shown_as_months():
    (cell,) = column_of([date(2022, 10, 1)], kind="month")
    assert cell.number_format == 'yyyy"年"m"月"'


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "是"),
        (False, "否"),
        (None, "—"),
        ("", "—"),
        (0, "0"),
        (["甲", "乙"], "甲\n乙"),
        (Decimal("1.50"), "1.50"),
    ],
)
def test_other_values_are_put_into_words(value, shown):
    assert column_of([value])[0].value == shown


def test_lazy_texts_are_written_in_the_active_language():
    with override("zh-hans"):
        assert column_of([gettext_lazy("yes")])[0].value == "是"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), "不详"])
def test_what_is_no_number_in_a_column_of_numbers_is_text(value):
    for options in ({"kind": "integer"}, {"kind": "money", "unit": "万元"}):
        assert column_of([value], **options)[0].data_type == "s"


def test_sums_in_yuan_are_shown_in_the_unit_of_their_column():
    assert column_of([Decimal("136600.5")], kind="money", unit="元")[0].value == 136600.5
    assert column_of([Decimal("136600.5")], kind="money", unit="万元")[0].value == 13.66005
    assert column_of([0.1 + 0.2], kind="money", unit="万元", total="sum")[0].value == 0.00003


def test_totals_add_up_floats_without_drifting():
    sheet = written(
        spec([WriterColumn("甲"), WriterColumn("乙", kind="number", total="sum")], [["a", 0.1]] * 10)
    ).active
    assert sheet["B14"].value == 1


def test_sheet_names_are_made_acceptable_and_unique():
    names = ["a/b:c*d?e[f]g\\h", "很长" * 30, "很长" * 30, "同名", "同名", "", "'引号'", "History"]
    book = written(*(SheetSpec(name, "标题", [WriterColumn("甲")], []) for name in names))
    assert book.sheetnames == [
        "a b c d e f g h",
        ("很长" * 30)[:31],
        ("很长" * 30)[:28] + "(2)",
        "同名",
        "同名(2)",
        "Sheet",
        "引号",
        "History(2)",
    ]


def test_names_that_differ_only_in_case_are_not_unique():
    assert unique_name("ABC", ["abc"]) == "ABC(2)"


def test_a_row_of_another_length_is_a_mistake_and_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ValueError, match="2 values for 1 columns"):
        written(spec([WriterColumn("甲")], [["a"], ["a", "b"]]))
    assert list(tmp_path.iterdir()) == []


def test_the_temporary_files_are_removed_when_the_rows_fail(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def rows():
        yield ["a"]
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        written(spec([WriterColumn("甲")], []), spec([WriterColumn("甲")], rows()))
    assert list(tmp_path.iterdir()) == []


def test_rows_are_taken_one_at_a_time():
    alive = []

    def rows():
        for number in range(5000):
            alive.append(number)
            yield [number]
            alive.pop()

    written(spec([WriterColumn("甲", kind="integer")], rows()))
    assert alive == []


def test_an_empty_ledger_has_its_header_and_a_total_of_nothing():
    sheet = written(ledger([])).active
    assert sheet["A5"].value == "合计"
    assert (sheet["G5"].value, sheet["H5"].value) == (0, 0)


def test_notes_are_a_sheet_of_lines():
    sheet = written(NotesSpec("填表说明", "怎样填写", ["第一条", "第二条"])).active
    assert [sheet[f"A{row}"].value for row in (1, 2, 3)] == ["怎样填写", "第一条", "第二条"]


def test_columns_are_lettered_as_excel_does():
    assert [letter(index) for index in (1, 26, 27, 52, 53, 702, 703)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_nothing_names_the_machine_or_the_person():
    content = io.BytesIO()
    write(content, [spec([WriterColumn("甲")], [])])
    assert not load_workbook(content).properties.creator
