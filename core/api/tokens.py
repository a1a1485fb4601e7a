"""API tokens: random, kept as a hash, expiring, a few per user, dead with the account.

The API takes tokens only and no session cookie, so no page of another site can make a browser call it.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxAuthentication
from knox.crypto import hash_token
from knox.models import AuthToken
from knox.settings import CONSTANTS, knox_settings
from rest_framework import exceptions


class TokenAuthentication(KnoxAuthentication):
    """`Authorization: Token …`, found with its account in one query; expired ones are left for the sweep to delete."""

    def authenticate_credentials(self, token):
        """The user and token of this text, or one and the same refusal whatever is wrong with it."""
        text = token.decode("ascii", "replace")
        digest = hash_token(text)
        account = get_user_model().of_token(digest=digest, token_key=text[: CONSTANTS.TOKEN_KEY_LENGTH])
        # A one-time password opens the page where it is changed, and no program.
        owes = account is None or account.must_change_password or account.owes_second_factor
        if owes or not account.is_active:
            raise exceptions.AuthenticationFailed(_("This token is not valid or no longer valid. Get a new one."))
        return account, SimpleLazyObject(lambda: AuthToken.objects.get(digest=digest))


@transaction.atomic
def issue_token(user, *, ttl: timedelta | None = None) -> tuple[AuthToken, str]:
    """A new token for the user and its text, shown only now. Beyond the limit per user the oldest one ends."""
    type(user)._base_manager.select_for_update().get(pk=user.pk)
    keep = knox_settings.TOKEN_LIMIT_PER_USER - 1
    surplus = AuthToken.objects.filter(user=user).order_by("-created").values_list("pk", flat=True)[keep:]
    AuthToken.objects.filter(pk__in=list(surplus)).delete()
    return AuthToken.objects.create(user, expiry=ttl or knox_settings.TOKEN_TTL)


def revoke_tokens(user) -> int:
    """End every token of the user: on a new password, a lost device, a departure."""
    return AuthToken.objects.filter(user=user).delete()[0]


def forget_expired() -> int:
    """Delete tokens past their time."""
    return AuthToken.objects.filter(expiry__lte=timezone.now()).delete()[0]
