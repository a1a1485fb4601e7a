"""The forms of a reminder rule, of urging and of pausing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form, ModelForm
from personnel.models import ReminderRule, Urging


class ReminderRuleForm(ModelForm):
    """A threshold and who is told."""

    class Meta:
        model = ReminderRule
        fields = ["days_left", "audience"]
        help_texts = {
            "days_left": _("Days before the end; 0 for the day itself, negative once overdue."),
            "audience": _(
                "With the division leader it goes one level up whoever owes: from a body to the lead handlers, from "
                "a team leader to the office, from the office to the leading group."
            ),
        }


class PauseForm(Form):
    """Why something owed is paused, and until when."""

    why = forms.CharField(label=_("Reason"), max_length=200)
    until = forms.DateField(
        label=_("Runs again on"),
        required=False,
        help_text=_("From this day on it runs by itself. Leave it empty where somebody is to resume it."),
    )


class ResumeForm(Form):
    """Why it runs again."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class UrgeForm(ModelForm):
    """What is said beside the day and the thing owed."""

    class Meta:
        model = Urging
        fields = ["words"]
        help_texts = {"words": _("The notice names what is owed and by when; add only what else they must know.")}
