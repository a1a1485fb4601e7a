"""The form by which duties are taken over."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.forms import Form


class TakeOverForm(Form):
    text = forms.CharField(
        label=gettext_lazy("Statement of the newcomer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    WIDE = ("text",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault(
            "text", _("I have taken over the open duties listed above and see to them from today.")
        )
