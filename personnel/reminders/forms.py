"""The form of a reminder rule."""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import ModelForm
from personnel.models import ReminderRule


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
