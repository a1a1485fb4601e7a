"""What people type in the four ledgers. Forms parse and check input; services decide and write."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from core.ui.forms import ModelForm
from rectification.models import DeadlineRule, ReminderRule


class DeadlineRuleForm(ModelForm):
    """A limit of time from a day on."""

    class Meta:
        model = DeadlineRule
        fields = ["node", "amount", "unit", "effective_from", "source"]
        help_texts = {
            "effective_from": _("Events from this day on follow the rule; deadlines already set stay."),
            "source": _("The document the limit comes from."),
        }
        error_messages = {
            NON_FIELD_ERRORS: {"unique_together": _("There is a rule from that day already. Choose a later day.")}
        }


class ReminderRuleForm(ModelForm):
    """A threshold and who is told."""

    class Meta:
        model = ReminderRule
        fields = ["days_left", "audience"]
        help_texts = {
            "days_left": _("Days before the end; 0 for the day itself, negative once overdue."),
            "audience": _(
                "With the division leader it goes one level up whoever owes: from a body to the lead handlers, from "
                "the office to the leading group."
            ),
        }

    def validate_unique(self):
        """Entering a threshold again changes who is told."""
