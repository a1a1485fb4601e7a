"""The ledger that offices keep of secondments."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import import_register
from core.workbook.cells import choice, name_text, text
from core.workbook.dates import day
from core.workbook.schema import Column
from personnel.models import Secondment
from personnel.people.named import BY_NAME
from personnel.secondment.registers import SECONDMENTS

Level, Appraisal = Secondment.Level, Secondment.Appraisal
LEVELS = {Level.CITY: ["市级", "市", "市本级"], Level.COUNTY: ["县级", "县区", "县", "区", "县（区）", "县区级"]}
APPRAISALS = {
    Appraisal.OUTSTANDING: ["优秀"],
    Appraisal.COMPETENT: ["称职", "合格"],
    Appraisal.BASICALLY_COMPETENT: ["基本称职", "基本合格"],
    Appraisal.INCOMPETENT: ["不称职", "不合格"],
}

import_register(
    SECONDMENTS,
    [
        Column("person", ["姓名", "挂职干部姓名", "挂职干部"], required=True, parse=name_text(50), sample="某某某"),
        Column("employer", ["工作单位", "所在单位", "单位"], parse=name_text(100), sample="市审计局"),
        Column("from_unit", ["派出单位", "选派单位", "原单位"], parse=name_text(100), sample="市审计局"),
        Column(
            "to_unit",
            ["挂职单位", "挂职机构", "接收挂职单位"],
            required=True,
            parse=name_text(100),
            sample="市委巡察办",
        ),
        Column("level", ["挂职层级", "层级"], required=True, parse=choice(LEVELS), sample="市级"),
        Column(
            "started_on",
            ["挂职开始时间", "挂职起始时间", "挂职开始日期", "起始时间"],
            required=True,
            parse=day(),
            sample="2022-03-01",
        ),
        Column("planned_until", ["计划结束时间", "挂职期限", "计划结束日期"], parse=day()),
        Column("ended_on", ["挂职结束时间", "挂职结束日期", "结束时间"], parse=day()),
        Column("appraisal", ["鉴定等次", "考核等次", "鉴定结果"], parse=choice(APPRAISALS)),
        Column("appraised_as", ["挂职鉴定", "鉴定意见", "现实表现"], parse=text(500)),
    ],
    label=_("Ledger of secondments"),
    same=("person", "started_on"),
    names={"person": BY_NAME},
    rights=[Right.KEEP_PEOPLE],
)
