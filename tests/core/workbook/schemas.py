"""Schemas as importers would write them, for the ledgers of tests/ledgers.py."""

from core.workbook.cells import choice, integer, items, money, phone, text
from core.workbook.dates import day, deadline, month
from core.workbook.ordinals import round_number, team_number
from core.workbook.schema import Column, Schema

STATES = {"done": "已完成", "mostly": "基本完成", "open": "未完成"}
ORGANIZATIONS = Schema(
    "organizations",
    [
        Column("name", ["党组织名称", "单位名称"], required=True, parse=text(100)),
        Column("category", ["类别"]),
        Column("level", ["层级"]),
        Column("county", ["所属县区"]),
        Column("secretary", ["党组织书记"]),
        Column("note", ["备注"]),
    ],
)
PEOPLE = Schema(
    "people",
    [
        Column("name", ["姓名"], required=True, parse=text(50)),
        Column("gender", ["性别"], parse=choice({"male": "男", "female": "女"})),
        Column("born_in", ["出生年月"], parse=month()),
        Column("unit", ["工作单位"]),
        Column("joined_on", ["入库时间"], parse=day("first")),
        Column("phone", ["联系电话"], parse=phone()),
        Column("recusal", ["需回避单位"]),
    ],
)
FINDINGS = Schema(
    "findings",
    [
        Column("code", ["编号"]),
        Column("round", ["轮次"], parse=round_number()),
        Column("team", ["巡察组", "巡察组别"], required=True, parse=team_number()),
        Column("organization", ["被巡察党组织", "被巡察单位"], required=True),
        Column("category", ["问题类型/一级分类", "问题一级类别"]),
        Column("subcategory", ["问题类型/二级分类", "问题二级类别"]),
        Column("problem", ["具体问题表现", "问题描述"], required=True),
        Column("deadline", ["整改时限", "整改期限"], parse=deadline()),
        Column("measures", ["整改措施/措施内容", "整改举措"], parse=items()),
        Column("leader", ["整改措施/责任领导", "牵头领导"]),
        Column("department", ["整改措施/责任部门", "责任科室"]),
        Column("state", ["完成情况", "整改状态"], parse=choice(STATES)),
        Column("rules", ["完善制度", "建章立制数"], parse=integer()),
        Column("recovered", ["挽回损失", "追缴资金"], parse=money("万元")),
        Column("note", ["备注"]),
    ],
    label="问题台账",
)
LEADS = Schema(
    "leads",
    [
        Column("code", ["线索编号"], required=True),
        Column("round", ["轮次"], parse=round_number()),
        Column("team", ["巡察组"], parse=team_number()),
        Column("organization", ["被巡察党组织"], required=True),
        Column("person", ["被反映人"]),
        Column("content", ["问题线索主要内容"], required=True),
        Column("transferred_on", ["移交时间"], parse=day()),
    ],
)
ALL = [ORGANIZATIONS, PEOPLE, FINDINGS, LEADS]
