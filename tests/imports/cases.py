"""Ledgers in the layouts of other systems and habits, one a row: who uploads it, into which office, what must come.

The files do not belong to this repository: they lie in `samples/cases` beside the checkout, where their README says
what each must give. `also` names the tests that hold the same kind by files made there, for a checkout without them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from rectification.models import Item
from rounds.models import Organization
from tests.factories import OrganizationFactory
from tests.imports.case_parts import (
    CIVIL,
    GRAIN,
    amounts_of_measures,
    as_utf_16,
    audit,
    eighteenth_round,
    fourth_and_eighteenth_round,
    measures,
    of_items,
    organizations,
    people,
    quoted,
    recusals,
    round_in_titles,
    rounds_of_two_terms,
    set_cells,
    term_apart,
    unmerged,
)

NO_RESULT = "是没有计算结果的公式，请用Excel或WPS打开并保存后再导入"
ASKED = "缺轮次：台账没有写明，请为整个文件选定轮次"
REPEATED = "本文件中重复：与工作表“问题清单”第2行相同"


@dataclass(frozen=True)
class Case:
    """One file, or one that `change` makes of it, and the facts that hold for whoever imports it.

    `office` makes what stands there before. `asks` is the cause of every refusal of the file as it is, where `said` is
    what the person then answers. `counts` are rows good, there already and refused; `refused` their causes by row and
    column; `told` parts of what is told before anything is saved, `doubts` parts of what must be confirmed.
    `unreadable` is a part of why the whole file is refused. `facts` are read once it is saved, and must be `right`.
    """

    file: str
    counts: tuple[int, int, int] = (0, 0, 0)
    kind: str = "问题整改台账"
    by: str = "office"
    office: Callable[[], Any] = lambda: None
    change: Callable[[bytes], bytes] = bytes
    asks: str = ""
    said: dict = field(default_factory=dict)
    refused: dict[tuple[int, str], str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    unreadable: str = ""
    facts: Callable[[], Any] = Item.objects.count
    right: Any = 0
    also: str = ""
    habit: str = ""

    def __str__(self):
        return " ".join(filter(None, [self.file.split("_")[0], self.habit]))


DAYS = {f"例WPS{n}：报销附件不全，涉及{n + 1}笔": (date(2026, 7, n), date(2027, 2, 26)) for n in range(1, 7)}
THREE = [
    ("措施1：完善第1项制度", "某甲", "办公室", date(2027, 1, 15)),
    ("措施2：完善第2项制度", "某乙", "财务科", date(2027, 2, 15)),
    ("措施3：完善第3项制度", "某丙", "人事科", date(2027, 3, 15)),
]


def three_rows(text, number):
    """What the tables as text hold: number, day and deadline of each of their findings."""
    return {
        f"{text}{n}：报销附件不全，涉及{n + 1}笔": (number.format(n), date(2026, 7, n), date(2027, 2, 26))
        for n in (1, 2, 3)
    }


CASES = [
    *(
        Case(
            "01_leads_ledger_taken_for_findings.xlsx",
            by=who,
            unreadable="被反映人",
            also="test_marked.py",
            habit=f"uploaded by {who}",
        )
        for who in ("office", "handler", "handler_only")
    ),
    Case(
        "02_round_in_title_ignored_goes_to_latest_round.xlsx",
        (1, 0, 0),
        office=fourth_and_eighteenth_round,
        told=("第四轮", "临原市委第四轮巡察反馈问题整改台账"),
        facts=of_items("hand_over__inspection__team__round__number", "finding__found_on", "due_on"),
        right={"例标题轮次1：报销附件不全，涉及2笔": (4, date(2017, 1, 9), date(2017, 6, 30))},
        also="test_told_rounds.py",
    ),
    Case(
        "02_round_in_title_ignored_goes_to_latest_round.xlsx",
        (0, 0, 1),
        office=fourth_and_eighteenth_round,
        change=partial(set_cells, A1="临原市委第十八轮巡察反馈问题整改台账（截至2017年3月1日）"),
        refused={(3, "轮次"): "第四轮"},
        also="test_told_rounds.py",
        habit="the title says another round than the sheet's name",
    ),
    Case(
        "03_term_ignored_round_of_another_term.xlsx",
        (1, 0, 0),
        office=rounds_of_two_terms,
        told=("第十八轮",),
        facts=of_items("hand_over__inspection__team__round__number"),
        right={"届次例2：超标准接待": (18,)},
        also="test_told_rounds.py",
    ),
    Case(
        "03_term_ignored_round_of_another_term.xlsx",
        (0, 0, 1),
        office=fourth_and_eighteenth_round,
        refused={(2, "B 轮次"): "没有第5届的第2轮"},
        also="test_told_rounds.py",
        habit="the term has no such round",
    ),
    Case(
        "03_term_ignored_round_of_another_term.xlsx",
        (1, 0, 0),
        office=rounds_of_two_terms,
        change=term_apart,
        facts=of_items("hand_over__inspection__team__round__number"),
        right={"届次例2：超标准接待": (18,)},
        also="test_told_rounds.py",
        habit="term and round in two columns",
    ),
    Case(
        "04_dates_in_builtin_formats_27_31_55_57_58_refused.xlsx",
        (6, 0, 0),
        facts=of_items("finding__found_on", "due_on"),
        right=DAYS,
        also="../core/workbook/test_shown_values.py",
    ),
    *(
        Case(
            "05_measures_in_merged_rows_refused_as_duplicates.xlsx",
            (2, 0, 0),
            office=eighteenth_round,
            change=change,
            asks=ASKED,
            said={"round": 18},
            told=("作为上一条记录组成部分的行：6、7、9、10", "4（一、聚焦贯彻落实党的路线方针政策方面）"),
            facts=measures,
            right={"督查例1：制度不健全": THREE, "督查例2：制度不健全": THREE},
            also="test_measures_below.py",
            habit=habit,
        )
        for change, habit in ((bytes, "merged"), (unmerged, "blank"))
    ),
    Case(
        "06_formula_without_result_taken_as_text.xlsx",
        (0, 0, 3),
        refused={
            (2, "L 责任部门"): NO_RESULT,
            (3, "D 被巡察党组织"): NO_RESULT,
            (3, "I 整改时限"): NO_RESULT,
            (3, "N 完善制度（项）"): NO_RESULT,
            (4, "G 问题描述"): NO_RESULT,
        },
        also="../core/workbook/test_shown_values.py",
    ),
    Case(
        "06_formula_without_result_taken_as_text.xlsx",
        (1, 0, 2),
        change=partial(set_cells, G4="=公式例是文字"),
        refused={
            (2, "L 责任部门"): NO_RESULT,
            (3, "D 被巡察党组织"): NO_RESULT,
            (3, "I 整改时限"): NO_RESULT,
            (3, "N 完善制度（项）"): NO_RESULT,
        },
        facts=of_items("department"),
        right={"=公式例是文字": ("办公室",)},
        also="../core/workbook/test_shown_values.py",
        habit="a text that begins with =",
    ),
    Case(
        "07_one_person_many_spellings.xlsx",
        (4, 0, 7),
        kind="人才库",
        refused={
            (row, "B 姓名"): f"本文件同一人才库中重复：与工作表“干部库”第{first}行相同"
            for row, first in ((4, 3), (5, 3), (12, 3), (13, 3), (7, 6), (8, 6), (9, 6))
        },
        facts=people("employer"),
        right=dict.fromkeys(("甄测", "阿不都·买买提", "𠮷测", "䶮测"), ("市审计局",)),
        also="test_one_name.py",
    ),
    Case(
        "08_organization_name_with_line_break.xlsx",
        (7, 0, 1),
        kind="党组织名录",
        refused={(3, "D 级别"): "“副县级”是行政级别，不能据此判断层级，请填写：市级、县级、乡级、村级"},
        facts=organizations,
        right={
            "市测绘院党委": Organization.Level.CITY,
            "𡐓测镇党委": Organization.Level.TOWNSHIP,
            "市甲局党组/市乙局党组": Organization.Level.CITY,
            "市丙局（市丁局）党组": Organization.Level.CITY,
            "市测试局党组" * 12: Organization.Level.CITY,
            "市戊局党组（合并至市己局）": Organization.Level.CITY,
            "市己局党组": Organization.Level.CITY,
        },
        also="test_one_name.py ../core/names/test_stored.py",
    ),
    Case(
        "09_unused_columns_not_told_by_command.xlsx",
        (2, 0, 0),
        doubts=("I“完成时间”", "P“是否销号”"),
        facts=of_items("completion", "rules_made", "funds_recovered", "due_on", "closed_on"),
        right={
            "例别名1：报销附件不全，涉及2笔": (Item.Completion.DONE, 2, Decimal(136600), None, None),
            "例别名2：报销附件不全，涉及3笔": (Item.Completion.NOT_DONE, 0, Decimal(0), None, None),
        },
        also="test_many_layouts.py",
    ),
    Case(
        "10_second_header_other_order_read_by_the_first.xlsx",
        (4, 0, 0),
        told=("10（合计  0  0）", "11（填表人：某某  审核：某某）"),
        facts=amounts_of_measures,
        right={"例上块1": 2, "例上块2": 2, "例下块1": 2, "例下块2": 2},
        also="../core/workbook/test_remarks.py",
    ),
    Case(
        "11_number_shown_by_format_read_raw.xlsx",
        (1, 0, 2),
        refused={(row, "O 挽回损失（万元）"): "“3.50%”不是金额" for row in (2, 4)},
        facts=of_items("finding__number"),
        right={"例格式2：报销附件不全，涉及3笔": ("WT18-0002",)},
        also="../core/workbook/test_shown_values.py",
    ),
    Case(
        "12_struck_out_text_imported.xlsx",
        (1, 0, 0),
        doubts=("“原问题：违规发放津贴”已划掉，读入的是“改为：津贴审批不规范”", "整行划掉的未读入：3"),
        facts=of_items(),
        right={"改为：津贴审批不规范": ()},
        also="../core/workbook/test_remarks.py",
    ),
    Case(
        "13_measures_by_chinese_numerals_or_lines_stay_one.xlsx",
        (5, 0, 0),
        facts=amounts_of_measures,
        right={"例措施1": 3, "例措施2": 2, "例措施3": 3, "例措施4": 3, "例措施5": 2},
        also="../core/workbook/test_parse_cells.py",
    ),
    *(
        Case(
            file,
            (3, 0, 0),
            change=change,
            facts=of_items("finding__number", "finding__found_on", "due_on"),
            right=three_rows(*first),
            also="../core/workbook/test_separated.py",
            habit=habit,
        )
        for file, first, change, habit in (
            ("14_csv_trailing_tabs.csv", ("例尾制表", "WT18-{:04}"), bytes, "tabs"),
            ("14_csv_trailing_tabs.csv", ("例尾制表", "WT18-{:04}"), as_utf_16, "UTF-16"),
            ("14_csv_trailing_tabs.csv", ("例尾制表", "{:04}"), quoted, "quoted numbers"),
            ("14c_csv_title_then_tabs.csv", ("例CSV", "WT18-{:04}"), bytes, "title"),
            ("14c_csv_title_then_tabs.csv", ("例CSV", "WT18-{:04}"), as_utf_16, "title in UTF-16"),
        )
    ),
    Case(
        "15_ditto_marks_as_employer_none_as_recusal.xlsx",
        (7, 0, 0),
        kind="人才库",
        office=audit,
        told=("“同上”已按上一行填入：4、5",),
        facts=recusals,
        right={f"甄册{n}": None for n in range(5)} | {"甄册5": CIVIL, "甄册6": "市审计局党组"},
        also="test_recusals_as_written.py",
    ),
    Case(
        "15_ditto_marks_as_employer_none_as_recusal.xlsx",
        (6, 0, 1),
        kind="人才库",
        refused={(9, "L 需回避单位"): "名录中没有党组织“市审计局”"},
        facts=people("employer", "post"),
        right={f"甄册{n}": ("市审计局", "科长") for n in range(6)},
        also="test_recusals_as_written.py",
        habit="the register has no organization of the own unit",
    ),
    Case(
        "16_hidden_rows_in_hidden_sheets_out_untold.xlsx",
        (6, 0, 0),
        told=("工作表“第十八轮(隐藏)”", "工作表“深藏”"),
        doubts=(
            "工作表“第十八轮(隐藏)”：该工作表已隐藏，内有数据，未读入",
            "工作表“深藏”：该工作表已隐藏，内有数据，未读入",
            "隐藏的行也已读入：3、5",
            "隐藏的列也已读入：I“整改时限”",
        ),
        facts=Item.objects.count,
        right=6,
        also="test_doubts.py",
    ),
    Case(
        "17_instruction_row.xlsx",
        (2, 0, 0),
        told=("跳过的行：6（填第几轮",),
        facts=Item.objects.count,
        right=2,
        also="../core/workbook/test_remarks.py",
    ),
    Case(
        "18_double_number_blamed_on_text_column.xlsx",
        (3, 0, 1),
        refused={(3, "A 问题编号"): REPEATED},
        facts=of_items("finding__number"),
        right={
            "例小数1：报销附件不全，涉及2笔": ("1.1",),
            "例小数3：报销附件不全，涉及4笔": ("1.10",),
            "例小数4：报销附件不全，涉及5笔": ("1.2",),
        },
        also="test_measures_below.py",
    ),
    Case(
        "19_double_headings_which_was_used.xlsx",
        (1, 0, 0),
        doubts=tuple(
            f"标题“{title}”出现两次：使用{used}列，不使用{other}列"
            for title, used, other in (("整改时限", "H", "L"), ("完成情况", "K", "M"), ("备注", "N", "O"))
        ),
        facts=of_items("due_on", "completion"),
        right={"重头例1": (date(2026, 12, 1), Item.Completion.NOT_DONE)},
        also="../core/workbook/test_remarks.py",
    ),
    *(
        Case(
            "20_one_sheet_per_organization.xlsx",
            (2, 0, 0),
            office=eighteenth_round,
            change=change,
            asks=asks,
            said=said,
            told=(f"填报单位（盖章）：{CIVIL}", f"填报单位（盖章）：{GRAIN}"),
            facts=of_items("hand_over__inspection__organization__name", "goal"),
            right={"一表例市民政局": (CIVIL, "整改到位"), "一表例市粮食和": (GRAIN, "整改到位")},
            also="test_layouts.py",
            habit=habit,
        )
        for change, asks, said, habit in (
            (bytes, ASKED, {"round": 18}, "round asked"),
            (round_in_titles, "", {}, "round in the titles"),
        )
    ),
    Case(
        "21_cadre_roster_two_levels.xlsx",
        (1, 0, 0),
        kind="人才库",
        office=lambda: OrganizationFactory(name="市财政局党组"),
        asks="人才库",
        said={"pool": "cadres"},
        told=("未使用的列", "学历学位"),
        doubts=("G“入党时间”、H“参加工作时间”、N“任现职时间”、O“任现职级时间”",),
        facts=people("employer", "post", "born_on"),
        right={"某甲": ("市财政局", "预算科科长", date(1985, 3, 1))},
        also="test_layouts.py",
    ),
]
