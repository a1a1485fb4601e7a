"""The form of a supplement."""

from django import forms
from django.db.models import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form
from rectification.models import Side


class SupplementForm(Form):
    """A correction of what was signed for."""

    WIDE = ("text", "reason")

    side = forms.ChoiceField(label=_("Feedback that is corrected"), choices=[*BLANK_CHOICE_DASH, *Side.choices])
    text = forms.CharField(
        label=_("Text of the supplement"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8})
    )
    reason = forms.CharField(
        label=_("Reason of the supplement"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
