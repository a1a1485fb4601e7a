"""What the four ledgers make an organization and the office owe (DOMAIN §2).

Where DOMAIN knows no source of a limit, it says that it is this house's own.
"""

from django.utils.translation import gettext_lazy as _

from core.workdays.reckoning import Unit
from rounds.deadlines.kinds import Limit, Owner, register

OWN = "本单位约定，可按实际调整"

SIGN_RECEIPTS = register(
    "sign_receipts",
    _("Sign both receipts"),
    owner=Owner.SECRETARY,
    page="rectification:hand_over",
    limit=Limit(3, Unit.WORKDAYS, OWN),
)
FILE_PLAN = register(
    "file_plan",
    _("File the rectification plan"),
    owner=Owner.ORGANIZATION,
    page="rectification:hand_over",
    limit=Limit(15, Unit.WORKDAYS, "整改方案：反馈后15个工作日内报送（各地有15个工作日、1个月两种）"),
)
RECTIFY_ITEM = register(
    "rectify_item",
    _("Rectify an item"),
    owner=Owner.ORGANIZATION,
    page="rectification:item",
    limit=Limit(1, Unit.MONTHS, "立行立改事项：反馈后1个月内（本单位约定，可按实际调整）"),
)
FOCUSED_RECTIFICATION = register(
    "focused_rectification",
    _("Finish focused rectification"),
    owner=Owner.ORGANIZATION,
    page="rectification:hand_over",
    limit=Limit(3, Unit.MONTHS, "集中整改：反馈后3个月（龙湾、定远、向阳等地做法）"),
)
DECIDE_CLOSE_OUT = register(
    "decide_close_out",
    _("Decide on a close-out"),
    owner=Owner.OFFICE,
    page="rectification:item",
    limit=Limit(10, Unit.WORKDAYS, OWN),
)
OF_LEDGERS = (SIGN_RECEIPTS, FILE_PLAN, RECTIFY_ITEM, FOCUSED_RECTIFICATION, DECIDE_CLOSE_OUT)
"""The kinds of duty of this app."""
