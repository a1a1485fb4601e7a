"""What a transferred lead makes its receiving body owe, and an input the team it is given to."""

from django.utils.translation import gettext_lazy as _

from core.workdays.reckoning import Unit
from rounds.deadlines.kinds import Limit, Owner, register

ACKNOWLEDGE_TRANSFER = register(
    "acknowledge_transfer",
    _("Acknowledge a transfer"),
    owner=Owner.BODY,
    page="findings:transfer",
    limit=Limit(5, Unit.WORKDAYS, "本单位约定，可按实际调整"),
    confidential=True,
)
ANSWER_TRANSFER = register(
    "answer_transfer",
    _("Report the result of a transfer"),
    owner=Owner.BODY,
    page="findings:transfer",
    limit=Limit(3, Unit.MONTHS, "线索办理情况：3个月内反馈（巡视工作条例，2015年文本）"),
    confidential=True,
)
SETTLE_INPUT = register(
    "settle_input",
    _("Say what became of what a body sent"),
    owner=Owner.TEAM_LEADER,
    page="findings:input",
    limit=Limit(20, Unit.WORKDAYS, "本单位约定，可按实际调整"),
)
RECEIPT_NOTICE = register(
    "receipt_notice",
    _("Receipt a notice of findings"),
    owner=Owner.DIVISION_LEADER,
    page="findings:portfolio_notice",
    limit=Limit(10, Unit.WORKDAYS, "本单位约定，可按实际调整"),
)
