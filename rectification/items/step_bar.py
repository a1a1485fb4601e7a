"""Where an item stands on its way, as the step bar shows it."""

from collections.abc import Sequence

from django.utils.translation import pgettext

from core.ui.views.record import Stage, stages_at
from rectification.models import CheckResult, CloseOut, Item


def item_stages(item: Item, checks: Sequence[CheckResult], close_outs: Sequence[CloseOut]) -> list[Stage]:
    """交账 → 整改 → 查账 → 销账. A check may come before or after the application; it counts once it confirms.

    Of checks and applications the latest come first.
    """
    check, applied = next(iter(checks), None), next(iter(close_outs), None)
    confirmed = check is not None and check.verdict == check.Verdict.CONFIRMED
    delivered = item.hand_over.delivered_on
    waiting = item.status in (*Item.APPLIED_FOR, Item.Status.CLOSED)
    done = [
        item.status != Item.Status.PENDING or delivered is not None,
        waiting,
        waiting and (confirmed or item.is_closed),
        item.is_closed,
    ]
    days = [delivered, waiting and applied and applied.applied_on, check and check.checked_on, item.closed_on]
    names = [
        pgettext("ledger", "Hand over"),
        pgettext("ledger", "Rectify"),
        pgettext("ledger", "Check"),
        pgettext("ledger", "Close out"),
    ]
    current = done.index(False) if False in done else len(done)
    return stages_at([(name, day or None) for name, day in zip(names, days, strict=True)], current)
