"""Forms of one's own second factor."""

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.access.signins import DIRECTORY_AWAY, DirectoryAway
from core.ui.forms import Form
from core.ui.views.sign_in_code import CodeField, CodeForm


class SetUpForm(Form):
    code = CodeField(label=_("Type the six digits that the app shows now"), autofocus=False)


class ChosenSetUpForm(SetUpForm):
    """Of whoever need not have one: another at this desk must not shut the owner out by a device of their own."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.account = request, account

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


class ProofForm(CodeForm):
    """Asks for a code once more, before something is changed that another at this desk must not change."""
