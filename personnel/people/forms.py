"""Forms of people and pools."""

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm, Form, ModelForm, Picker
from personnel.models import Person, Pool, User

PINYIN = _("Type a part of the name or its pinyin initials.")


class EndForm(DayForm):
    """The day something ended, and why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
    WIDE = ("reason",)


class PersonForm(ModelForm):
    SECTIONS = [
        (_("Person"), ["name", "sex", "born_on", "politics", "hometown"]),
        (_("Work"), ["employer", "post", "rank", "specialty", "phone"]),
    ]
    EXAMPLES = {"politics": "中共党员", "hometown": "临江县", "rank": "四级调研员", "specialty": "财务审计"}

    class Meta:
        model = Person
        fields = ("name", "sex", "born_on", "politics", "hometown", "employer", "post", "rank", "specialty", "phone")


class JoinForm(DayForm):
    pool = forms.ChoiceField(label=_("Pool"), choices=[*BLANK_CHOICE_DASH, *Pool.choices])
    field_order = ["pool", "on"]


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
