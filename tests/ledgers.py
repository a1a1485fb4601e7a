"""Ledgers in the layouts that offices keep, with invented content: title rows, merged cells, text dates, mistakes.

Each function returns the bytes of an .xlsx. What is good and what must be refused is said where it is written.
"""

import io
from datetime import date

from django.conf import settings
from openpyxl import Workbook, load_workbook

SAMPLES = settings.BASE_DIR.parent / "shared" / "samples"  # no part of this repository; absent in many checkouts
ORGANIZATIONS = [f"市第{number}局党组" for number in range(1, 120)]
TEAMS = ["第一巡察组", "第二巡察组", "第三巡察组", "第四巡察组"]
KINDS = [
    ("全面从严治党责任落实", "财务管理"),
    ("新时代党的组织路线落实", "基层党建"),
    ("巡视巡察审计等发现问题整改", "举一反三"),
]
DEADLINES = [
    "2027.2.23",
    "立行立改",
    "集中整改期内",
    "2026年12月底",
    "2026年11月14日前",
    "长期坚持",
    date(2027, 1, 25),
    "2026年底前",
]
PERSON_HEADER = "序号 姓名 性别 出生年月 政治面貌 工作单位 职务 职级 专业特长 入库时间 联系电话 需回避单位"
FLAT_HEADER = (
    "编号 被巡察单位 巡察组别 问题一级类别 问题二级类别 问题描述 发现日期 整改期限"
    " 牵头领导 责任科室 整改举措 整改状态 建章立制数 追缴资金(元)"
)
LEAD_HEADER = (
    "序号 线索编号 轮次 巡察组 被巡察党组织 被反映人 职务 职级 问题线索主要内容"
    " 涉及纪律 分类处置建议 移交方式 移交单位 移交时间"
)
OFFICE_TITLE = "示例市委第十八轮巡察反馈问题整改台账（截至2026年10月31日）"
OFFICE_LINE = {1: "填报单位（盖章）：市委巡察办", 5: "填报日期：2026年11月2日", 8: "单位：万元、件、项、人"}
OFFICE_HEADER = {
    1: "序号",
    2: "轮次",
    3: "巡察组",
    4: "被巡察党组织",
    5: "问题类型",
    7: "具体问题表现",
    8: "整改时限",
    9: "整改措施",
    12: "完成情况",
    13: "完善制度（项）",
    14: "挽回损失（万元）",
    15: "备注",
}
OFFICE_SUBHEADER = {5: "一级分类", 6: "二级分类", 9: "措施内容", 10: "责任领导", 11: "责任部门"}
STATES = ["已完成", "基本完成", "未完成"]


def as_file(book):
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    return content


def load_first(file):
    """The first sheet of a workbook, to be changed."""
    return load_workbook(file).worksheets[0]


def sheet_of(rows, name="Sheet", merges=()):
    """A workbook of one sheet with these rows. Text stays text, so that what looks like a formula is none."""
    book = Workbook()
    fill(book.active, rows, merges)
    book.active.title = name
    return book


def fill(sheet, rows, merges=()):
    for number, row in enumerate(rows, 1):
        for index, value in enumerate(row, 1):
            cell = sheet.cell(number, index)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    for merge in merges:
        sheet.merge_cells(merge)


def spread(cells):
    """A row with these values at these columns."""
    return [cells.get(index) for index in range(1, max(cells) + 1)]


def organizations():
    """119 good rows and one good once trimmed; row 123 repeats row 4, row 124 has no name."""
    rows = [
        ["示例市巡察对象名录"],
        ["填报单位：市委巡察办", None, None, "填报日期：2026-10-09"],
        ["序号", "党组织名称", "类别", "层级", "所属县区", "党组织书记", "备注"],
        *([number, name, "市直部门", "市级", "市直", "某甲", None] for number, name in enumerate(ORGANIZATIONS, 1)),
        [120, ORGANIZATIONS[0], "市直部门", "市级", "市直", "重复行", "与第4行重复"],
        [121, None, "市直部门", "市级", "市直", "缺名称", None],
        [122, " 市总工会党组　", "群团组织", "市级", "市直", "空格", None],
        ["合计", None, None, None, None, None, "共119个"],
        [],
        ["填表人：", None, None, "审核人："],
    ]
    return as_file(sheet_of(rows, "党组织名录", ["A1:G1"]))


def people():
    """Three sheets = three pools of 12, 40 and 15; the last row of each has no name and an impossible date."""
    book = Workbook()
    book.remove(book.active)
    for name, count in (("组长库", 12), ("干部库", 40), ("专业人才库", 15)):
        rows = [
            [f"示例市委巡察{name}"],
            ["填报单位：市委巡察办"],
            PERSON_HEADER.split(),
            *(_person(number) for number in range(1, count + 1)),
            _person(count + 1, name=None, joined="2020-13-40"),
        ]
        fill(book.create_sheet(name), rows, ["A1:L1"])
    return as_file(book)


def _person(number, **changes):
    births = [date(1984, 4, 1), "1989.07", "1994年6月"]
    joined = [date(2019, 8, 9), "2025/06/20", "2025年6月23日"]
    phones = [13300000000 + number, f"1330000{number:04d}", float(13300000000 + number)]
    row = {
        "number": number,
        "name": f"某{number}",
        "gender": "女" if number % 2 else "男",
        "birth": births[number % 3],
        "politics": "中共党员",
        "unit": "市第1局",
        "post": "科长",
        "rank": "正科",
        "skill": "财务审计",
        "joined": joined[number % 3],
        "phone": phones[number % 3],
        "recusal": ORGANIZATIONS[0] if number % 4 == 0 else None,
    }
    return list((row | changes).values())


def findings_office():
    """160 good rows under a two-level header; then an unknown organization, a missing text, four unreadable cells."""
    formula = '=HYPERLINK("http://127.0.0.1","看似公式")'
    rows = [
        [OFFICE_TITLE],
        spread(OFFICE_LINE),
        spread(OFFICE_HEADER),
        spread(OFFICE_SUBHEADER),
        *(_finding(number) for number in range(160)),
        _finding(160, start=True, organization="不存在的党组织"),
        _finding(161, start=True, problem=None),
        _finding(162, start=True, problem=formula, due="明年", state="差不多", rules="三", money="1,2万"),
        ["合计"],
        spread({1: "单位负责人：", 4: "审核人：", 7: "填表人：", 10: "联系电话："}),
    ]
    merges = ["A1:O1", "E3:F3", "I3:K3", *(f"{column}3:{column}4" for column in "ABCDGHLMNO")]
    for start in range(0, 160, 40):
        merges += [f"{column}{5 + start}:{column}{44 + start}" for column in "BC"]
    merges += [f"D{5 + start}:D{12 + start}" for start in range(0, 160, 8)]
    return as_file(sheet_of(rows, "问题清单", merges))


def _finding(number, start=False, **changes):
    first, second = KINDS[number % len(KINDS)]
    row = {
        "number": number + 1,
        "round": "第十八轮" if start or number % 40 == 0 else None,
        "team": TEAMS[number // 40 % 4] if start or number % 40 == 0 else None,
        "organization": ORGANIZATIONS[number // 8] if start or number % 8 == 0 else None,
        "first": first,
        "second": second,
        "problem": f"2026年以来研究{second}工作{number}次，其中5次未形成会议纪要",
        "due": DEADLINES[number % len(DEADLINES)],
        "measures": "1.约谈相关责任人；2.清退1.5万元；3.开展专项自查",
        "leader": "某乙",
        "department": "财务科",
        "state": STATES[number % 3],
        "rules": number % 3,
        "money": number / 4,
        "note": None,
    }
    return list((row | changes).values())


def findings_flat():
    """60 good rows: no title, header in row 1, other names and order, sums in yuan as text."""
    rows = [FLAT_HEADER.split(), *(_flat_finding(number) for number in range(60)), ["合计"]]
    return as_file(sheet_of(rows, "问题清单"))


def _flat_finding(number):
    first, second = KINDS[number % len(KINDS)]
    return [
        f"LY18-{number + 1:04d}",
        ORGANIZATIONS[number // 8],
        ["一组", "二组", "三组"][number // 24],
        first,
        second,
        f"{second}台账登记不全，抽查{number}份资料",
        date(2026, 8, 1 + number % 28),
        DEADLINES[number % len(DEADLINES)],
        "某丙",
        "人事科",
        "1.召开会议；2.修订制度",
        STATES[number % 3],
        str(number % 3),
        f"{number * 1100:,}",
    ]


def leads():
    """18 good rows, with a line of signatures above the header."""
    signatures = spread({1: "密级：内部", 4: "移交人：", 7: "接收人："})
    rows = [["巡察发现问题线索移交清单"], signatures, LEAD_HEADER.split(), *(_lead(number) for number in range(1, 19))]
    return as_file(sheet_of(rows, "线索移交清单", ["A1:N1"]))


def _lead(number):
    return [
        number,
        f"XS18-{number:03d}",
        "第十八轮",
        TEAMS[number % 4],
        ORGANIZATIONS[number],
        "某某",
        "科长",
        "正科",
        f"涉嫌违规领取补贴，涉及{number}万元",
        "廉洁纪律",
        "了解关注",
        "双移交",
        "市纪委监委",
        date(2026, 9, number),
    ]
