"""The ledger that offices keep of notices they sent on paper; what is past opens no duty."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import by_number, import_register
from core.workbook.cells import name_text, text
from core.workbook.dates import day
from core.workbook.ordinals import round_number
from core.workbook.schema import Column
from findings.portfolio_notices.registers import NOTICES
from rounds.models import Round

import_register(
    NOTICES,
    [
        Column("round", ["通报轮次", "轮次", "巡察轮次"], required=True, parse=round_number(), sample="第十六轮"),
        Column(
            "leader_name",
            ["分管领导", "分管领导姓名", "通报对象", "分管市领导"],
            required=True,
            parse=name_text(50),
            sample="李明",
        ),
        Column("sent_on", ["通报日期", "通报时间", "送达日期"], required=True, parse=day(), sample="2022-09-20"),
        Column("receipted_on", ["签收日期", "签收时间"], parse=day(), sample="2022-09-22"),
        Column("receipt_document", ["签收凭证", "回执", "签收材料"], parse=text(100)),
        Column("text", ["通报内容", "通报事项"], parse=text(2000)),
    ],
    label=_("Ledger of notices to division leaders"),
    same=("round", "leader_name"),
    names={"round": by_number(Round, _("“%(value)s” is no round that is entered"))},
    rights=[Right.HAND_OVER],
)
