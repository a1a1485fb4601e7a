"""Forms of accounts and roles."""

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from core.access.roles import Role
from core.ui.forms import Form, ModelForm, MultiPicker, PageFormMixin, Picker
from personnel.accounts import services
from personnel.models import User
from rounds.models import Organization


class AccountForm(ModelForm):
    """What the system administrator enters. Organizations are named here without any of their data."""

    SECTIONS = [
        (_("Account"), ["username", "name", "email", "mobile", "language", "by_directory"]),
        (_("Stands for"), ["organization", "body", "portfolio"]),
    ]
    EXAMPLES = {"username": "wanglixin"}

    class Meta:
        model = User
        signing_in = ("username", "name", "email", "mobile", "language", "by_directory")
        fields = (*signing_in, "organization", "body", "portfolio")
        widgets = {
            "organization": Picker(search_url_name="personnel:side_options"),
            "portfolio": MultiPicker(search_url_name="personnel:side_options"),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not settings.DIRECTORY:
            del self.fields["by_directory"]
        self.fields["organization"].queryset = Organization.objects.named_to(user)
        self.fields["portfolio"].queryset = Organization.objects.named_to(user)
        self.fields["organization"].help_text = _("For party secretaries and liaisons.")
        self.fields["body"].help_text = _("For the discipline commission, the organization department and others.")
        self.fields["portfolio"].help_text = _("For division leaders: the organizations they follow.")


class GrantForm(Form):
    role = forms.TypedChoiceField(label=_("Role"), choices=[*BLANK_CHOICE_DASH, *Role.choices], coerce=Role)


class SlipsForm(Form):
    """The accounts whose sealed slips are printed, of those that wait for one."""

    accounts = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(), label=_("Accounts"), widget=forms.CheckboxSelectMultiple
    )
    WIDE = ("accounts",)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["accounts"].queryset = self.waiting_for(user)
        self.fields["accounts"].label_from_instance = lambda account: f"{account} · {account.organization or ''}"

    @staticmethod
    def waiting_for(user):
        """In the order in which they are printed."""
        waiting = User.objects.visible_to(user).filter(pk__in=User.objects.awaiting_slip(user))
        return waiting.select_related("organization").order_by("organization__name_key", "pk")


class OwnPasswordForm(PageFormMixin, PasswordChangeForm):
    """A person's own new password. A wrong old one counts as a sign-in that failed."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self):
        """Asked of what is asked at the sign-in, which counts failures and closes after some."""
        old = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.get_username(), password=old) is None:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old

    def save(self, commit=True):
        """Through the service, which ends other sessions and tokens."""
        return services.change_password(self.user, self.cleaned_data["new_password1"])
