"""The second step of signing in: the code of a device, asked for once the password was right."""

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from core.access import half_way
from core.access.signins import WRONG_CODE, TooManyFailures, one_code
from core.ui import language
from core.ui.forms import PageFormMixin
from core.ui.views.frame import closed


class CodeField(forms.CharField):
    """Six digits of a device, or a recovery code; spaces, as devices show them, are left out."""

    def __init__(self, *, autofocus=True, **options):
        attrs = {"autocomplete": "one-time-code", "autofocus": autofocus, "spellcheck": "false"}
        super().__init__(max_length=30, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value):
        """What was typed, without spaces."""
        return super().clean("".join(value.split()) if value else value)


class CodeForm(PageFormMixin, forms.Form):
    """The code of whoever's password was right."""

    code = CodeField(label=_("Code"))

    def __init__(self, *args, request, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.account = request, account

    def clean_code(self):
        """Tried like a password."""
        code, username = self.cleaned_data["code"], self.account.get_username()
        if authenticate(self.request, username=username, secret_code=code) is None:
            raise ValidationError(WRONG_CODE)
        return code


class TriesCode:
    """For a form that asks for a code: tries it, unless too many were wrong or are tried at once."""

    account = None

    def post(self, request, *args, **kwargs):
        """As the form does, or the page that says when to try again."""
        try:
            with one_code(request, self.account.get_username()):
                return super().post(request, *args, **kwargs)
        except TooManyFailures as error:
            return closed(request, error)


@method_decorator([login_not_required, never_cache], name="dispatch")
class SignInCode(TriesCode, FormView):
    """Asks for the code, and then signs in."""

    template_name = "registration/code.html"
    form_class = CodeForm

    @cached_property
    def account(self):
        """Whose password was right."""
        return half_way.account_of(self.request)

    def dispatch(self, request, *args, **kwargs):
        """Without a password of these minutes, from the beginning."""
        if request.user.is_authenticated:
            return redirect("/")
        if self.account is None:
            return redirect("login")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request, "account": self.account}

    def form_valid(self, form):
        response = HttpResponseRedirect(half_way.finish(self.request, self.account))
        language.remember(response, self.account.language)
        return response
