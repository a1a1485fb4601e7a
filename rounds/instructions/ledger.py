"""The ledger that offices keep of instructions; never of those on leads."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import by_number, import_register
from core.workbook.cells import choice, name_text, text
from core.workbook.dates import day
from core.workbook.ordinals import round_number
from core.workbook.schema import Column
from rounds.instructions.registers import INSTRUCTIONS
from rounds.models import Instruction, Round

Giver = Instruction.Giver
GIVERS = {
    Giver.SECRETARY: ["市委书记", "书记", "党委书记"],
    Giver.DEPUTY_SECRETARY: ["市委副书记", "副书记"],
    Giver.GROUP_HEAD: ["领导小组组长", "巡察工作领导小组组长"],
    Giver.OTHER: ["其他领导", "其他"],
}

import_register(
    INSTRUCTIONS,
    [
        Column(
            "giver", ["批示领导", "批示人职务", "批示领导职务"], required=True, parse=choice(GIVERS), sample="市委书记"
        ),
        Column("giver_name", ["批示人", "批示人姓名"], parse=name_text(50)),
        Column("given_on", ["批示日期", "批示时间"], required=True, parse=day(), sample="2022-06-20"),
        Column("round", ["关于轮次", "轮次", "巡察轮次"], required=True, parse=round_number(), sample="第十六轮"),
        Column("text", ["批示内容", "批示"], required=True, parse=text(1000), sample="请巡察办抓好整改督办"),
        Column("addressee", ["承办单位", "批示对象", "办理单位"], required=True, parse=text(100), sample="市委巡察办"),
        Column("due_on", ["办理时限", "办结时限", "要求办结日期"], required=True, parse=day(), sample="2022-07-20"),
        Column("answered_on", ["办结日期", "回复日期", "报告日期"], parse=day()),
        Column("answer", ["办理情况", "落实情况", "办理结果"], parse=text(2000)),
    ],
    label=_("Ledger of instructions"),
    same=("giver", "given_on", "text"),
    names={"round": by_number(Round, _("“%(value)s” is no round that is entered"))},
    rights=[Right.KEEP_ROUNDS],
)
