"""How an account signs in, and how a session finds it again."""

from django.contrib.auth.backends import ModelBackend

from personnel.models import User


class SessionsOfAccounts:
    """The account of a session comes with what it reaches, in one statement, however it signed in."""

    def get_user(self, user_id):
        """The open account of that key, or None."""
        account = User.of_session(user_id)
        return account if account is not None and account.is_active else None


class AccountBackend(SessionsOfAccounts, ModelBackend):
    """By user name and the password that is kept here."""

    def user_can_authenticate(self, user):
        """Open accounts, but for those whose password the office's directory keeps."""
        return super().user_can_authenticate(user) and not user.by_directory
