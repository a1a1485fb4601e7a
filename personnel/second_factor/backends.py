"""How the code of a second factor is tried: after the password, and counted as one."""

from django.contrib.auth.backends import BaseBackend

from personnel.models import User
from personnel.second_factor.services import take_code


class SecondFactorBackend(BaseBackend):
    """`authenticate(request, username=…, secret_code=…)`, which no password answers and this answers no password.

    So a wrong code is a failed sign-in like any other: it is noted, counted, and closes the door with the others.
    """

    def authenticate(self, request, username, secret_code):
        """The account whose code this is, or None. Whoever asks has had its password before."""
        account = User.objects.filter(username=username).first()
        if account is None or not account.is_active or not account.asks_for_code:
            return None
        return account if take_code(account, secret_code) else None

    def get_user(self, user_id):
        """No session is begun by a code alone."""
        return
