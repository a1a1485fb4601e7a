"""What is asked when a team leaves, and how an elevated inspection was done."""

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm, Form
from rounds.models import InspectionMode


class LeaveForm(DayForm):
    """The day; and where work is unfinished, that it is known how much and whose."""

    confirmed = forms.BooleanField(label=_("Leave all the same"), required=False)
    WIDE = ("confirmed",)

    def __init__(self, *args, unfinished="", **kwargs):
        super().__init__(*args, **kwargs)
        if unfinished:
            self.fields["confirmed"].help_text = unfinished
        else:
            del self.fields["confirmed"]


class ModeForm(Form):
    mode = forms.ChoiceField(label=_("Mode"), choices=[*BLANK_CHOICE_DASH, *InspectionMode.choices])
