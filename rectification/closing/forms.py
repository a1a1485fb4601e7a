"""Forms of close-outs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import ModelForm
from rectification.models import CloseOut


class CloseOutForm(ModelForm):
    """The statement with which a close-out is applied for."""

    class Meta:
        model = CloseOut
        fields = ["statement"]
        widgets = {"statement": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"statement": _("How the problem was solved, and what else was looked at in its light.")}
