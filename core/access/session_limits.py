"""When a session ends whatever is done in it, and what the sign-in page says to whom it happened.

A session lasts `settings.SESSION_HOURS` from signing in; half an hour without a request ends it anyway
(`SESSION_IDLE_MINUTES`). It ends with a new password, a shut account and, where the office wants one session for an
account, with the next sign-in elsewhere: then it bears another hash than the account.
"""

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model, logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from core.access.middleware import FOR_PROGRAMS

BEGAN, ENDED = "began_at", "ended"
"""What the session keeps: when it began; after it, why it ended."""
HOUR = 3600
A_LITTLE = 5 * 60
"""Seconds by which the clocks of two machines may differ."""


class SessionLimitsMiddleware:
    """Ends what lasted long enough, and keeps for the sign-in page why a session is over."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(FOR_PROGRAMS) and SESSION_KEY in request.session:
            _end_if_over(request)
        return self.get_response(request)


def _end_if_over(request) -> None:
    account, began = request.session[SESSION_KEY], request.session.setdefault(BEGAN, _now())
    if not request.user.is_authenticated:
        ended = "elsewhere" if _signed_in_after(account, began) else "changed"
        request.session.flush()
        request.session[ENDED] = ended
    elif not -A_LITTLE <= _now() - began <= settings.SESSION_HOURS * HOUR:  # one from after now would last for long
        logout(request)
        request.session[ENDED] = "hours"


def _signed_in_after(account: str, began: float) -> bool:
    """Whether the open account was signed in to once more, which ended the session that began then."""
    later = get_user_model()._default_manager.filter(pk=account, is_active=True)
    return settings.ONE_SESSION and later.filter(last_login__gt=datetime.fromtimestamp(began, UTC)).exists()


def _now() -> float:
    return timezone.now().timestamp()


@receiver(user_logged_in)
def note_begin(sender, request, **kwargs) -> None:
    """A session on a page begins; a program that gets a token has none."""
    if getattr(request, "session", None) is not None:
        request.session[BEGAN] = _now()
        request.session.pop(ENDED, None)
