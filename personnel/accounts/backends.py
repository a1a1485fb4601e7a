"""How an account signs in, and how a session finds it again."""

from django.contrib.auth.backends import ModelBackend

from personnel.models import User


class AccountBackend(ModelBackend):
    """By user name and password; the account of a session comes with what it reaches, in one statement."""

    def get_user(self, user_id):
        """The open account of that key, or None."""
        account = User.of_session(user_id)
        return account if account is not None and self.user_can_authenticate(account) else None
