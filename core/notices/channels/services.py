"""Adding, trying and removing one's own channels."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.models import Channel
from core.notices.channels.kinds import sealed_address, send_trial
from core.notices.services import tell
from core.trail.causes import cause_of
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.moves import IllegalStep
from core.workflow.saving import save_checked

MOST = 5
"""So many channels has one account."""
BETWEEN_TRIALS = timedelta(seconds=10)
KIND = "channel.added"
"""The kind of notice that says so to the owner, who may not have done it."""


@all_or_nothing
def add_channel(*, kind: str, name: str, address: str, secret: str = "", by: Any) -> Channel:
    """Announce there as well from now on. Raises `ValidationError` at the field, `IllegalStep` over `MOST`."""
    require(kind in settings.CHANNELS, _("This installation does not allow this kind of channel."))
    if Channel.objects.visible_to(by).count() >= MOST:
        raise IllegalStep(_("You have %(most)s channels already. Remove one first.") % {"most": MOST})
    sealed = sealed_address(kind, address.strip(), secret.strip())
    channel = Channel(account=by, kind=kind, name=name.strip(), address=sealed, made_at=timezone.now())
    save_checked(channel, by=by)
    tell([by], kind=KIND, subject=gettext_lazy("A channel for notices was added to your account: %(name)s"), name=name)
    return channel


@all_or_nothing
def remove_channel(channel: Channel, *, by: Any) -> None:
    """Announce nothing there any more."""
    with acting(by):
        channel.delete()


def try_channel(channel: Channel) -> str:
    """Send a line now; "" where it was taken, else the code of the cause.

    Raises `IllegalStep` on a second trial within seconds, or where its kind is not allowed any more.
    """
    _claim_trial(channel)
    try:
        send_trial(channel)
    except OSError as error:
        return cause_of(error)
    return ""


@all_or_nothing
def _claim_trial(channel: Channel) -> None:
    now = timezone.now()
    rows = Channel.objects.usable().filter(pk=channel.pk)
    if not rows.exclude(tried_at__gt=now - BETWEEN_TRIALS).update(tried_at=now):
        raise IllegalStep(_("It was tried seconds ago, or its kind is not allowed any more."))
