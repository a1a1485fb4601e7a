"""The ledgers that offices keep of campaigns and of what organizations reported.

What a row reports of a self-check that was sent, and not reported yet, is recorded as its report.
"""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.ledgers.comparing import differences, staying
from core.ledgers.importer import Creation, clean_row
from core.models.entries import Entry
from core.registers.ledger import EntryImporter, by_name, import_register
from core.workbook.cells import choice, integer, money, name_text, text
from core.workbook.dates import day
from core.workbook.read_rows import Row
from core.workbook.schema import Column
from rectification.campaigns.registers import CAMPAIGNS, SELF_CHECKS
from rectification.campaigns.services import record_report, record_spot_check
from rectification.models import Campaign, SelfCheck
from rounds.models import Organization

COUNT, SUM = replace(integer(), blank=0), replace(money("万元"), blank=0)
VERDICTS = {
    SelfCheck.Verdict.TRUE: ["属实", "真查真改"],
    SelfCheck.Verdict.MOTIONS: ["走过场", "流于形式"],
}

REPORTED = ("problems_found", "problems_rectified", "funds_returned", "remark")
CHECKED = ("checked_on", "verdict")


class SelfCheckImporter(EntryImporter):
    """Enters self-checks, and records the reports of those that were sent and not reported yet."""

    def check(self) -> None:
        self.reports: list[tuple[Any, dict[str, Any]]] = []
        self.open = set(SelfCheck.objects.recordable_by(self.by).values_list("pk", flat=True))
        super().check()

    def _compare(self, row: Row, entry: Entry, facts: dict[str, Any]) -> None:
        if entry.pk not in self.open or not facts["reported_on"]:
            super()._compare(row, entry, facts)
            return
        told, taken = self._told(entry), ("reported_on", *REPORTED, *CHECKED)
        news = {name: facts[name] for name in taken}
        sent = {"campaign": facts["campaign"], "organization": facts["organization"], "sent_on": told["sent_on"]}
        reported = SelfCheck(**sent, **news)
        for name in ("reported_on", "checked_on"):
            if facts[name] and facts[name] > self.today:
                row.refuse(_("This day is still to come. Enter the day on which it happened."), name)
        if row.errors or not clean_row(row, reported) or not self._is_legal(row, reported, {}):
            return
        others = {name: value for name, value in told.items() if name not in taken}
        said = differences(row, {name: told[name] for name in taken})
        row.is_there(_("is reported on"), [*said, *staying(differences(row, others))], update=True)
        self.reports.append((entry, news))

    def creations(self) -> list[Creation]:
        return [
            *super().creations(),
            Creation.of(_("Reports of self-checks"), [check for check, _told in self.reports]),
        ]

    def save(self) -> None:
        super().save()
        for check, told in self.reports:
            said = {name: told[name] for name in REPORTED}
            record_report(check, by=self.by, on=told["reported_on"], **said)
            if told["checked_on"]:
                record_spot_check(check, by=self.by, checked_on=told["checked_on"], verdict=told["verdict"])


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
    importing=SelfCheckImporter,
)
