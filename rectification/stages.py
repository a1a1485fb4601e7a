"""Where a hand-over and an item stand on their way, as the step bar shows it."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.ui.views.record import Stage, stages_at
from rectification.models import HandOver, Item

_ORDER = list(HandOver.Status)


def hand_over_stages(hand_over) -> list[Stage]:
    """双反馈 → 双签收 → 整改方案 → 整改 → 销号, with the day each was done."""
    at = _ORDER.index(HandOver.Status(hand_over.status))
    ways = [
        (_("Both feedbacks"), 0, hand_over.delivered_on),
        (_("Both receipts"), 1, hand_over.signed_on),
        (_("Plan"), 3, hand_over.plan_accepted_on),
        (_("Rectification"), 4, hand_over.closed_on),
        (_("Closed out"), 5, hand_over.closed_on),
    ]
    return _staged(ways, at)


def item_stages(item) -> list[Stage]:
    """交账 → 整改 → 查账 → 销账. A check may come before or after the application; it counts once it confirms."""
    check = item.checks.first()
    applied = item.close_outs.first()
    confirmed = check is not None and check.verdict == check.Verdict.CONFIRMED
    delivered = item.hand_over.delivered_on
    waiting = item.status in (Item.Status.AWAITING_ACCEPTANCE, Item.Status.CLOSED)
    done = [delivered is not None, waiting, waiting and confirmed, item.is_closed]
    days = [delivered, waiting and applied and applied.applied_on, check and check.checked_on, item.closed_on]
    names = [
        pgettext("ledger", "Hand over"),
        pgettext("ledger", "Rectify"),
        pgettext("ledger", "Check"),
        pgettext("ledger", "Close out"),
    ]
    current = done.index(False) if False in done else len(done)
    return stages_at([(name, day or None) for name, day in zip(names, days, strict=True)], current)


def _staged(ways, at: int) -> list[Stage]:
    """The first stage whose last state is not behind us is the present one."""
    current = next((number for number, (_name, last, _on) in enumerate(ways) if at <= last), len(ways))
    if at == len(_ORDER) - 1:
        current = len(ways)
    return stages_at([(name, on) for name, _last, on in ways], current)
