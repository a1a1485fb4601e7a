"""Declaring a recusal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm, Picker
from personnel.people.forms import PINYIN
from rounds.models import Organization


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
