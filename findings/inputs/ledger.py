"""The ledger that offices keep of what bodies sent."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import by_name, import_register
from core.workbook.cells import choice, name_text, text
from core.workbook.dates import day
from core.workbook.schema import Column
from findings.inputs.registers import INPUTS
from findings.models import CooperationInput
from rounds.models import Body

KINDS = {
    CooperationInput.Kind.NOTICE: ["通报信息", "信息通报", "信息"],
    CooperationInput.Kind.PROBLEM: ["移交问题", "问题移交", "移交相关问题", "问题"],
}

import_register(
    INPUTS,
    [
        Column("kind", ["通报移交类型", "移交类型", "类型"], required=True, parse=choice(KINDS), sample="通报信息"),
        Column("body", ["来源单位", "通报单位", "移交部门"], required=True, parse=name_text(100), sample="市审计局"),
        Column("received_on", ["收到日期", "通报日期", "收到时间"], required=True, parse=day(), sample="2026-03-20"),
        Column("about", ["涉及单位", "涉及党组织"], parse=text(100), sample="市财政局"),
        Column("title", ["事项名称", "信息标题", "标题", "主题"], required=True, parse=text(100)),
        Column("content", ["主要内容", "具体内容", "通报内容"], required=True, parse=text(2000)),
    ],
    label=_("Ledger of information and problems from bodies"),
    same=("kind", "body", "received_on", "title"),
    names={"body": by_name(Body, _("“%(value)s” is no body that is entered"))},
    rights=[Right.KEEP_ROUNDS],
)
