"""Forms confirmed by one's own password: another at this desk must not act in the name of who is signed in."""

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.access.signins import DIRECTORY_AWAY, DirectoryAway
from core.ui.forms import Form


class PasswordConfirmed(Form):
    """Asks for the password of the account; a wrong one counts as a sign-in that failed.

    Not of accounts that a directory signs in by OpenID: they have none that could be asked here.
    """

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.account = request, account
        if account.by_directory and settings.DIRECTORY == "openid":
            del self.fields["password"]

    def clean_password(self):
        """Tried as at the sign-in."""
        typed = self.cleaned_data["password"]
        try:
            known = authenticate(self.request, username=self.account.get_username(), password=typed)
        except DirectoryAway as error:
            raise ValidationError(DIRECTORY_AWAY) from error
        if known is None:
            raise ValidationError(_("This password is wrong."))
        return typed
