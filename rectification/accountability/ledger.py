"""The ledger that offices keep of accountability."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import by_name, import_register
from core.workbook.cells import choice, name_text, text
from core.workbook.dates import day
from core.workbook.schema import Column
from rectification.accountability.registers import ACCOUNTABILITY
from rectification.models import Accountability
from rounds.models import Organization

Kind = Accountability.Kind
KINDS = {
    Kind.SECRETARY_ADMONISHED: ["诫勉党组织书记", "党组织书记诫勉谈话", "书记诫勉谈话", "诫勉谈话（书记）"],
    Kind.DISCIPLINE_HEAD_ADMONISHED: ["诫勉纪检组长", "纪检组长诫勉谈话", "诫勉谈话（纪检组长）"],
    Kind.UNIT_CRITICIZED: ["单位通报批评", "通报批评单位", "通报批评"],
}

import_register(
    ACCOUNTABILITY,
    [
        Column(
            "kind",
            ["问责方式", "问责形式", "问责类型"],
            required=True,
            parse=choice(KINDS),
            sample="党组织书记诫勉谈话",
        ),
        Column(
            "organization",
            ["被问责单位", "问责对象单位", "问责单位"],
            required=True,
            parse=name_text(100),
            sample="市农业农村局党组",
        ),
        Column("person", ["被问责人", "问责对象", "被问责人姓名"], parse=name_text(50), sample="张建国"),
        Column("taken_on", ["问责日期", "问责时间"], required=True, parse=day(), sample="2021-06-20"),
        Column("number", ["问责文号", "通报文号"], parse=text(50), sample="巡领〔2021〕2号"),
        Column("cause", ["问责事由", "问责原因"], required=True, parse=text(1000), sample="整改责任不落实"),
    ],
    label=_("Ledger of accountability"),
    same=("kind", "organization", "person", "taken_on"),
    names={"organization": by_name(Organization, _("“%(value)s” is no organization that is entered"))},
    rights=[Right.HAND_OVER],
)
