"""Forms of people, postings, recusals and accounts. They parse; the services decide."""

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from core.access.roles import Role
from core.ui.forms import DayForm, Form, ModelForm, MultiPicker, PageFormMixin, Picker
from personnel import services
from personnel.models import Person, Pool, Posting, User
from rounds.models import Organization

PINYIN = _("Type a part of the name or its pinyin initials.")


class EndForm(DayForm):
    """The day something ended, and why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
    WIDE = ("reason",)


class PersonForm(ModelForm):
    SECTIONS = [
        (_("Person"), ["name", "sex", "born_on", "politics"]),
        (_("Work"), ["employer", "post", "rank", "specialty", "phone"]),
    ]
    EXAMPLES = {"politics": "中共党员", "rank": "四级调研员", "specialty": "财务审计"}

    class Meta:
        model = Person
        fields = ("name", "sex", "born_on", "politics", "employer", "post", "rank", "specialty", "phone")


class JoinForm(DayForm):
    pool = forms.ChoiceField(label=_("Pool"), choices=[*BLANK_CHOICE_DASH, *Pool.choices])
    field_order = ["pool", "on"]


class PostForm(DayForm):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Person"),
        widget=Picker(search_url_name="personnel:person_options"),
        help_text=PINYIN,
    )
    role = forms.ChoiceField(label=_("Role in the team"), choices=Posting.Role.choices, initial=Posting.Role.MEMBER)
    field_order = ["person", "role", "on"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.visible_to(user)


class RecusalForm(DayForm):
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Party organization"),
        widget=Picker(search_url_name="rounds:organization_options"),
        help_text=PINYIN,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Own or relatives' posts there, kinship with its leaders, or other grounds."),
    )
    WIDE = ("reason",)
    field_order = ["organization", "on", "reason"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.visible_to(user)


class LinkForm(Form):
    account = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Account"),
        widget=Picker(search_url_name="personnel:account_options"),
        help_text=_("Open accounts that stand for nobody yet. The system administrator makes new ones."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = User.objects.visible_to(user).linkable()


class AccountForm(ModelForm):
    """What the system administrator enters. Organizations are named here without any of their data."""

    SECTIONS = [
        (_("Account"), ["username", "name", "email", "language"]),
        (_("Stands for"), ["organization", "body", "portfolio"]),
    ]
    EXAMPLES = {"username": "wanglixin"}

    class Meta:
        model = User
        fields = ("username", "name", "email", "language", "organization", "body", "portfolio")
        widgets = {
            "organization": Picker(search_url_name="personnel:side_options"),
            "portfolio": MultiPicker(search_url_name="personnel:side_options"),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.named_to(user)
        self.fields["portfolio"].queryset = Organization.objects.named_to(user)
        self.fields["organization"].help_text = _("For party secretaries and liaisons.")
        self.fields["body"].help_text = _("For the discipline commission, the organization department and others.")
        self.fields["portfolio"].help_text = _("For division leaders: the organizations they follow.")


class GrantForm(Form):
    role = forms.ChoiceField(label=_("Role"), choices=[*BLANK_CHOICE_DASH, *Role.choices])


class ReasonForm(Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)
    WIDE = ("reason",)


class OwnPasswordForm(PageFormMixin, PasswordChangeForm):
    """A person's own new password."""

    def save(self, commit=True):
        """Through the service, which ends other sessions and tokens."""
        return services.change_password(self.user, self.cleaned_data["new_password1"])
