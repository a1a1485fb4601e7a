"""When and by whom the password of an account was reset, by the trail: its owner is told at the next sign-in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from core.trail.history import actor_of

TOLD = timedelta(days=90)
"""How long a reset is told at the next: who was reset twice in a row learns of both."""


@dataclass(frozen=True)
class Reset:
    """One one-time password set for an account that was there already."""

    at: datetime
    by: str


def resets_of(account) -> list[Reset]:
    """The resets of these days, the latest first; the first password of an account, on a slip, is none."""
    events = account.events.filter(pgh_label="update", must_change_password=True, password_set_at__gte=_begin())
    told = {event.password_set_at: event for event in events.order_by("-pgh_id")}
    # A later change of the account repeats the moment of the password: the first event that has it is the reset.
    begun = set(account.slips.filter(anew=False).values_list("drawn_at", flat=True))
    return [Reset(at, actor_of(event, account=True)) for at, event in told.items() if at not in begun]


def _begin() -> datetime:
    return timezone.now() - TOLD
