"""The ledgers that offices keep of campaigns and of what organizations reported."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.registers.ledger import by_name, import_register
from core.workbook.cells import choice, integer, money, name_text, text
from core.workbook.dates import day
from core.workbook.schema import Column
from rectification.campaigns.registers import CAMPAIGNS, SELF_CHECKS
from rectification.models import Campaign, SelfCheck
from rounds.models import Organization

COUNT, SUM = replace(integer(), blank=0), replace(money("万元"), blank=0)
VERDICTS = {
    SelfCheck.Verdict.TRUE: ["属实", "真查真改"],
    SelfCheck.Verdict.MOTIONS: ["走过场", "流于形式"],
}

import_register(
    CAMPAIGNS,
    [
        Column(
            "title",
            ["专项自查名称", "自查专项名称"],
            required=True,
            parse=text(100),
            sample="津补贴自查",
        ),
        Column("text", ["共性问题", "共性问题描述"], required=True, parse=text(2000), sample="违规发放津补贴"),
        Column("begun_on", ["部署日期", "自查部署日期"], required=True, parse=day(), sample="2021-03-01"),
        Column("report_due_on", ["自查上报期限", "自查报送期限"], required=True, parse=day(), sample="2021-04-15"),
    ],
    label=_("Ledger of self-check campaigns"),
    same=("title",),
    rights=[Right.HAND_OVER],
)
import_register(
    SELF_CHECKS,
    [
        Column(
            "campaign",
            ["所属自查专项", "自查专项"],
            required=True,
            parse=text(100),
            sample="津补贴自查",
        ),
        Column("organization", ["自查单位", "自查党组织"], required=True, parse=name_text(100), sample="市民政局"),
        Column("sent_on", ["自查通知日期", "发出日期"], required=True, parse=day(), sample="2021-03-01"),
        Column("reported_on", ["自查上报日期", "自查报告日期"], parse=day(), sample="2021-04-10"),
        Column("problems_found", ["自查发现问题", "自查发现问题数"], parse=COUNT, sample=12),
        Column("problems_rectified", ["自查整改问题", "自查整改问题数"], parse=COUNT, sample=11),
        Column("funds_returned", ["自查上缴资金", "自查清退资金"], parse=SUM, sample=1.2),
        Column("remark", ["自查备注"], parse=text(1000)),
        Column("checked_on", ["抽查日期"], parse=day()),
        Column("verdict", ["抽查结论"], parse=choice(VERDICTS)),
    ],
    label=_("Ledger of self-checks"),
    same=("campaign", "organization"),
    names={
        "campaign": by_name(Campaign, _("“%(value)s” is no campaign that is entered"), "title"),
        "organization": by_name(Organization, _("“%(value)s” is no organization that is entered")),
    },
    rights=[Right.HAND_OVER],
)
