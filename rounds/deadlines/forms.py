"""The form of a limit of time."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form, ModelForm
from rounds.deadlines import kinds
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


class RoundLimitForm(DeadlineRuleForm):
    """The same for one round alone, with the reason."""

    class Meta(DeadlineRuleForm.Meta):
        labels = {"source": _("Reason or source")}
        help_texts = {
            "effective_from": _("What begins in this round from this day on follows it; deadlines already set stay."),
            "source": _("Why this round has another limit, or the document it comes from."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["node"].choices = [*BLANK_CHOICE_DASH, *kinds.limited_in_rounds()]
        self.fields["source"].required = True


class ConfirmBroughtForm(Form):
    """That what a ledger brought stands, by its day or by another."""

    due_on = forms.DateField(
        label=_("New day"), required=False, help_text=_("Leave it empty where the day of the ledger holds.")
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=200, help_text=_("Needed with a new day: who agreed to it, why.")
    )


class DropBroughtForm(Form):
    """That what a ledger brought is not owed any more."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("What became of it, and where that is written.")
    )
