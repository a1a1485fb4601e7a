"""Forms of one's own second factor."""

from django.utils.translation import gettext_lazy as _

from core.ui.confirmed import PasswordConfirmed
from core.ui.forms import Form
from core.ui.views.sign_in_code import CodeField, CodeForm


class SetUpForm(Form):
    code = CodeField(label=_("Type the six digits that the app shows now"), autofocus=False)


class ChosenSetUpForm(PasswordConfirmed, SetUpForm):
    """Of whoever need not have one: another at this desk must not shut the owner out by a device of their own."""


class ProofForm(CodeForm):
    """Asks for a code once more, before something is changed that another at this desk must not change."""
