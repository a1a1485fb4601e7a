"""The owner of an account is told what happens to its second factor: who did not do it knows at once."""

from django.dispatch import receiver
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.access.signins import codes_closed
from core.notices.services import tell
from personnel.models import User

SET_UP = _("A second factor was set up for your account; if that was not you, tell the auditor")
REMOVED = _(
    "The second factor of your account was taken away with a code of it; if that was not you, tell the auditor"
)
TRIED = _(
    "Wrong codes were typed for your account until it was closed for an hour. If that was not you, somebody knows its"
    " password: change it, and tell the auditor"
)


def tell_owner(account: User, subject: Promise, key: str | None = None) -> None:
    """In the inbox, and with the day's mail."""
    tell([account], kind="account.second_factor", subject=subject, url=reverse("inbox"), key=key)


@receiver(codes_closed)
def tell_of_wrong_codes(sender, username, until, **kwargs):
    """Once in the hour."""
    account = User.objects.filter(username=username).first()
    if account is not None:
        tell_owner(account, TRIED, key=f"wrong-codes:{until:%Y%m%d%H}")
