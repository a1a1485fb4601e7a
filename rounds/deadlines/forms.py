"""The form of a limit of time."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from core.ui.forms import ModelForm
from rounds.models import DeadlineRule


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
