"""LDAP: the directory says whether the password is right, and nothing else."""

import ldap
from django.dispatch import receiver
from django_auth_ldap.backend import LDAPBackend, ldap_error

from core.access.signins import DirectoryAway
from personnel.accounts.backends import SessionsOfAccounts
from personnel.models import User


class LdapBackend(SessionsOfAccounts, LDAPBackend):
    """By user name and the password of the directory, for accounts that are here and sign in so."""

    def authenticate(self, request, username=None, password=None, **others):
        """The account here, if the directory takes the password. Of nobody else the directory is asked anything."""
        if not User.objects.of_directory(username).exists():
            return None
        return super().authenticate(request, username=username, password=password, **others)

    def get_or_build_user(self, username, ldap_user):
        """The account that is here; the directory makes none, and changes none."""
        return User.objects.of_directory(username).get(), False


@receiver(ldap_error)
def say_that_it_is_away(sender, context, exception, **facts):
    """A directory that does not answer has refused nobody's password."""
    if not isinstance(exception, ldap.INVALID_CREDENTIALS):
        raise DirectoryAway from exception
