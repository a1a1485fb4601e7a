"""What is asked when a team leaves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm


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
