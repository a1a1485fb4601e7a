"""Passwords an account had before, one-time passwords among them: whoever read one out must not know the next."""

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class FormerPasswordValidator:
    """Neither the present password nor one of the last before it."""

    def validate(self, password, user=None):
        """Raise ValidationError if the account has or had this password."""
        had = [user.password, *user.former_passwords] if user is not None and user.pk else []
        if any(check_password(password, each) for each in had):
            raise ValidationError(self.get_help_text(), code="password_former")

    def get_help_text(self):
        """The rule, for the form."""
        return _("Use none of your last passwords, nor the one-time password.")
