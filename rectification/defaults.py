"""The limits and reminders a new installation starts with, as data that the office edits.

The sources are those of DOMAIN §2; where it knows none, the limit says that it is this house's own.
"""

from datetime import date

from core.workdays.reckoning import Unit
from rectification.models import DeadlineRule, Node, ReminderRule

SINCE = date(2015, 1, 1)
OWN = "本单位约定，可按实际调整"

DEADLINES = [
    (Node.SIGN_RECEIPTS, 3, Unit.WORKDAYS, OWN),
    (Node.FILE_PLAN, 15, Unit.WORKDAYS, "整改方案：反馈后15个工作日内报送（各地有15个工作日、1个月两种）"),
    (Node.RECTIFY_ITEM, 1, Unit.MONTHS, "立行立改事项：反馈后1个月内（本单位约定，可按实际调整）"),
    (Node.FOCUSED_RECTIFICATION, 3, Unit.MONTHS, "集中整改：反馈后3个月（龙湾、定远、向阳等地做法）"),
    (Node.DECIDE_CLOSE_OUT, 10, Unit.WORKDAYS, OWN),
    (Node.ACKNOWLEDGE_TRANSFER, 5, Unit.WORKDAYS, OWN),
    (Node.ANSWER_TRANSFER, 3, Unit.MONTHS, "线索办理情况：3个月内反馈（巡视工作条例，2015年文本）"),
]

_Audience = ReminderRule.Audience
REMINDERS = {
    20: _Audience.OWNER,
    10: _Audience.DIVISION,
    3: _Audience.SECRETARY,
    0: _Audience.SECRETARY,
    -1: _Audience.DIVISION,
    -7: _Audience.DIVISION,
    -30: _Audience.DIVISION,
}


def load_rules() -> None:
    """Bring in what is missing altogether; rules that people entered or took away stay as they left them."""
    if not DeadlineRule.objects.exists():
        DeadlineRule.objects.bulk_create(
            DeadlineRule(node=node, amount=amount, unit=unit, effective_from=SINCE, source=source)
            for node, amount, unit, source in DEADLINES
        )
    if not ReminderRule.objects.exists():
        ReminderRule.objects.bulk_create(
            ReminderRule(days_left=days_left, audience=audience) for days_left, audience in REMINDERS.items()
        )
