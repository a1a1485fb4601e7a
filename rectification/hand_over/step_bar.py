"""Where a hand-over stands on its way, as the step bar shows it."""

from django.utils.translation import gettext as _

from core.ui.views.record import Stage, stages_at
from rectification.models import HandOver

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


def _staged(ways, at: int) -> list[Stage]:
    """The first stage whose last state is not behind us is the present one."""
    current = next((number for number, (_name, last, _on) in enumerate(ways) if at <= last), len(ways))
    if at == len(_ORDER) - 1:
        current = len(ways)
    return stages_at([(name, on) for name, _last, on in ways], current)
