"""The ledgers that offices keep of meetings and of rules."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import by_name, by_number, import_register
from core.workbook.cells import choice, name_text, text
from core.workbook.dates import day
from core.workbook.ordinals import round_numbers
from core.workbook.schema import Column
from rounds.models import AdoptedRule, Meeting, Round
from rounds.responsibilities.registers import MEETINGS, RULES

KINDS = {
    Meeting.Kind.STANDING_COMMITTEE: ["常委会会议", "常委会", "市委常委会", "市委常委会会议", "常委会议"],
    Meeting.Kind.SECRETARY: ["书记专题会议", "书记专题会", "专题会议", "书记专题"],
    Meeting.Kind.LEADING_GROUP: ["领导小组会议", "领导小组", "巡察工作领导小组会议", "小组会议"],
}
BODIES = {
    AdoptedRule.Body.STANDING_COMMITTEE: ["市委常委会", "常委会", "市委", "党委"],
    AdoptedRule.Body.LEADING_GROUP: ["领导小组", "巡察工作领导小组", "市委巡察工作领导小组", "小组"],
    AdoptedRule.Body.OFFICE: ["巡察办", "市委巡察办", "巡察办公室", "巡察工作领导小组办公室", "领导小组办公室"],
}

import_register(
    MEETINGS,
    [
        Column(
            "kind", ["会议类型", "会议名称", "会议类别"], required=True, parse=choice(KINDS), sample="书记专题会议"
        ),
        Column(
            "held_on",
            ["会议日期", "召开日期", "召开时间", "会议时间"],
            required=True,
            parse=day(),
            sample="2022-06-20",
        ),
        Column(
            "rounds", ["听取轮次", "听取汇报轮次", "汇报轮次", "巡察轮次"], parse=round_numbers(), sample="第十六轮"
        ),
        Column(
            "agenda",
            ["议题", "会议议题", "主要议题"],
            required=True,
            parse=text(1000),
            sample="听取第十六轮巡察情况汇报",
        ),
        Column("decisions", ["议定事项", "会议决定", "决定事项", "纪要"], parse=text(2000)),
    ],
    label=_("Ledger of meetings"),
    same=("kind", "held_on"),
    names={"rounds": by_number(Round, _("“%(value)s” is no round that is entered"))},
    rights=[Right.KEEP_ROUNDS],
)
import_register(
    RULES,
    [
        Column(
            "title",
            ["制度名称", "文件名称", "制度文件名称"],
            required=True,
            parse=name_text(100),
            sample="巡察工作五年规划",
        ),
        Column("number", ["文号", "发文字号"], parse=text(50), sample="市委〔2017〕12号"),
        Column(
            "body",
            ["制定主体", "制定机关", "通过机关", "发文机关"],
            required=True,
            parse=choice(BODIES),
            sample="领导小组",
        ),
        Column(
            "in_force_on",
            ["施行日期", "生效日期", "印发日期", "印发时间"],
            required=True,
            parse=day(),
            sample="2017-03-01",
        ),
        Column("replaces", ["替代制度", "废止旧制度", "代替"], parse=name_text(100)),
    ],
    label=_("Ledger of rules adopted"),
    same=("body", "title", "in_force_on"),
    names={"replaces": by_name(AdoptedRule, _("“%(value)s” is no rule that is entered"), "title")},
    rights=[Right.KEEP_ROUNDS],
)
