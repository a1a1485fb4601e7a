"""The address for calendar programs is made, and closed, by whose deadlines it tells."""

import hashlib
import secrets

from django.utils import timezone
from django.utils.translation import gettext_lazy

from core.notices.services import tell
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side
from personnel.models import CalendarFeed, User
from rounds.permissions import follows_deadlines

KIND = "calendar.opened"
"""The kind of notice that says so to the owner, who may not have done it."""
SECRET_BYTES = 32


@all_or_nothing
def open_feed(*, by: User) -> str:
    """Make the address anew, and return its secret part, which is shown this once; the one before answers no more."""
    require_side(follows_deadlines(by))
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with acting(by):
        made = {"digest": digest_of(secret), "made_at": timezone.now()}
        CalendarFeed.objects.update_or_create(account=by, defaults=made)
    tell([by], kind=KIND, subject=gettext_lazy("An address for calendar programs was made for your account"))
    return secret


@all_or_nothing
def close_feed(*, by: User) -> None:
    """The address answers no more."""
    with acting(by):
        CalendarFeed.objects.visible_to(by).delete()


def digest_of(secret: str) -> str:
    """What is kept of a secret part."""
    return hashlib.sha256(secret.encode()).hexdigest()
