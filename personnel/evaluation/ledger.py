"""The ledger that offices keep of who was commended, recommended and promoted."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import import_register
from core.workbook.cells import choice, name_text, text
from core.workbook.dates import day
from core.workbook.schema import Column
from personnel.evaluation.registers import STANDINGS
from personnel.models import Standing
from personnel.people.named import BY_NAME

KINDS = {
    Standing.Kind.COMMENDED: ["表彰", "评优", "表彰优秀巡察干部", "优秀巡察干部", "通报表扬"],
    Standing.Kind.RECOMMENDED: ["推荐", "推荐提拔", "推荐使用"],
    Standing.Kind.PROMOTED: ["提拔使用", "提拔", "使用", "提任", "晋升"],
}

import_register(
    STANDINGS,
    [
        Column("person", ["姓名", "干部姓名"], required=True, parse=name_text(50), sample="某某某"),
        Column("employer", ["工作单位", "所在单位", "单位"], parse=name_text(100), sample="市审计局"),
        Column(
            "kind",
            ["表彰使用类型", "表彰或使用", "评先使用类型", "表彰提拔类型"],
            required=True,
            parse=choice(KINDS),
            sample="表彰",
        ),
        Column(
            "decided_on",
            ["表彰使用日期", "决定日期", "表彰提拔日期", "决定时间"],
            required=True,
            parse=day(),
            sample="2022-01-20",
        ),
        Column("decided_by", ["决定机关", "表彰机关"], parse=text(50), sample="市委"),
        Column("document", ["文号", "文件", "表彰文号", "依据文件"], parse=text(100)),
        Column("note", ["备注", "说明"], parse=text(200)),
    ],
    label=_("Ledger of commendations and promotions"),
    same=("person", "kind", "decided_on"),
    names={"person": BY_NAME},
    rights=[Right.KEEP_PEOPLE],
)
