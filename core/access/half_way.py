"""Between the password and the code of a second factor: whose password was right, and nobody is signed in yet.

The session only remembers whose it was. It names no account to the rest of the program, so nothing opens.
"""

from typing import Any

from django.contrib.auth import get_user_model, login
from django.utils import timezone
from django.utils.crypto import constant_time_compare

KEY = "half_way"
LASTS = 5 * 60
"""Seconds: long enough to find the phone."""


def begin(request: Any, user: Any, *, then: str) -> None:
    """Remember whose password was right, and where the person was going."""
    request.session.flush()
    request.session[KEY] = {
        "account": user.pk,
        "hash": user.get_session_auth_hash(),
        "backend": user.backend,
        "at": timezone.now().timestamp(),
        "then": then,
    }


def account_of(request: Any) -> Any:
    """Whose password was right these minutes; None as soon as the account is shut or its password another."""
    told = request.session.get(KEY)
    if told is None or not 0 <= timezone.now().timestamp() - told["at"] <= LASTS:
        return None
    user = get_user_model()._default_manager.filter(pk=told["account"], is_active=True).first()
    if user is None or not constant_time_compare(told["hash"], user.get_session_auth_hash()):
        return None
    return user


def finish(request: Any, user: Any) -> str:
    """Sign in whose code was right, too; returns where the person was going."""
    told = request.session.pop(KEY)
    login(request, user, backend=told["backend"])
    return told["then"]
