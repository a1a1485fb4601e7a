"""The forms of a view."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form


class ViewForm(Form):
    """What it is called, and whether the list opens with it."""

    name = forms.CharField(label=_("Name of the view"), max_length=30)
    is_default = forms.BooleanField(label=_("Show it when I open this list"), required=False)
    EXAMPLES = {"name": "逾期未销号"}


class ChangeForm(ViewForm):
    """The same of one that is there, which may take in what the list shows now."""

    takes_in = forms.BooleanField(
        label=_("Save in it what the list shows now"),
        help_text=_("Filters, columns, order and rows to a page."),
        required=False,
    )

    def __init__(self, *args, is_shown: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_shown:
            del self.fields["takes_in"]
