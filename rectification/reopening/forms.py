"""Forms of reopenings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form
from rectification.models import Reopening


class ReopeningForm(Form):
    """How it became known that the problem is back, why it is to be opened again, and by when to be rectified."""

    WIDE = ("reason",)

    source = forms.ChoiceField(label=_("How it became known"), choices=[("", "---------"), *Reopening.Source.choices])
    due_on = forms.DateField(label=_("To be rectified by"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
