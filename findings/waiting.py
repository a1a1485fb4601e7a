"""What waits for whom beside the tasks of steps."""

from core.access.reach import reach_of
from core.access.roles import Right
from findings.models import Finding, Transfer
from rounds.models import Inspection


def findings_to_hand_over(user):
    """Submitted findings of inspections no longer on site, for the office that hands them over."""
    if not reach_of(user).may(Right.HAND_OVER):
        return Finding.objects.none()
    submitted = Finding.objects.visible_to(user).filter(status=Finding.Status.SUBMITTED)
    return submitted.exclude(inspection__status=Inspection.Status.ON_SITE)


def transfers_to_follow(user):
    """Transfers nobody has acknowledged yet, for the lead handler who sent them."""
    if not reach_of(user).may(Right.TRANSFER_LEADS):
        return Transfer.objects.none()
    return Transfer.objects.visible_to(user).filter(status=Transfer.Status.SENT)
