"""What waits for whom beside the tasks of steps."""

from core.access.reach import reach_of
from core.access.roles import Right
from findings.models import Transfer


def transfers_to_follow(user):
    """Transfers nobody has acknowledged yet, for the lead handler who sent them."""
    if not reach_of(user).may(Right.TRANSFER_LEADS):
        return Transfer.objects.none()
    return Transfer.objects.visible_to(user).filter(status=Transfer.Status.SENT)
