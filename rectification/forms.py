"""What people type in the four ledgers. Forms parse and check input; services decide and write."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from core.ui.forms import FilesField, Form, ModelForm
from core.workdays.reckoning import today
from rectification.models import CheckResult, CloseOut, DeadlineRule, Feedback, Item, Measure, Progress, ReminderRule
from rectification.readiness import why_not_due


class ReasonForm(Form):
    """A reason that must be given."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say what is wrong and what is to be mended."),
    )


class FeedbackForm(ModelForm):
    """One of the two feedbacks."""

    SEEN_WHEN_NEW = True
    WIDE = ("opinion",)

    class Meta:
        model = Feedback
        fields = ["given_on", "given_by", "opinion"]
        widgets = {"opinion": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"opinion": _("The feedback as it was read out.")}


class PlanForm(ModelForm):
    """What the plan says of one item."""

    WIDE = ("goal",)
    EXAMPLES = {"goal": _("Reimbursement rules are complete and followed; the sums paid wrongly are recovered.")}

    class Meta:
        model = Item
        fields = ["goal", "leader", "department"]
        widgets = {"goal": forms.Textarea(attrs={"rows": 3})}


class MeasureForm(ModelForm):
    """One row of the table of measures of an item."""

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.item = item

    def clean_due_on(self):
        """The day, unless no measure of this item can be due on it."""
        day = self.cleaned_data["due_on"]
        if day and (why_not := why_not_due(day, self.item)):
            raise forms.ValidationError(why_not)
        return day

    class Meta:
        model = Measure
        fields = ["content", "kind", "leader", "department", "due_on"]
        widgets = {"content": forms.Textarea(attrs={"rows": 2})}


class MeasuresFormSet(forms.BaseFormSet):
    """The table of measures of one item."""

    HEADING = _("Measures")
    HINT = _("Each measure needs a leader or a department, and a day from the hand-over up to the item's own.")

    def rows(self) -> list[dict]:
        """The rows that say something and are not struck out."""
        return [
            {name: value for name, value in row.items() if name != "DELETE"}
            for row in (form.cleaned_data for form in self.forms)
            if row and not row.get("DELETE")
        ]


MeasureTable = forms.formset_factory(MeasureForm, formset=MeasuresFormSet, extra=2, can_delete=True, max_num=50)


class ProgressForm(ModelForm):
    """What was done since the last report."""

    WIDE = ("text", "files")

    class Meta:
        model = Progress
        fields = ["text", "completion", "rules_made", "funds_recovered"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "text": _("What was done since the last report, with what result."),
            "rules_made": _("Only those not reported before."),
            "funds_recovered": _("Only sums not reported before."),
        }

    files = FilesField(label=_("Evidence"), required=False)


class MeasureDoneForm(Form):
    """The day a measure was carried out."""

    on = forms.DateField(label=_("Done on"), initial=today)


class CheckForm(ModelForm):
    """What a check on site found."""

    WIDE = ("opinion", "files")

    class Meta:
        model = CheckResult
        fields = ["checked_on", "checkers", "place", "verdict", "opinion"]
        widgets = {"opinion": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"checkers": _("All who were there, with a comma between names.")}

    files = FilesField(label=_("Evidence"), required=False)


class CloseOutForm(ModelForm):
    """The statement with which a close-out is applied for."""

    class Meta:
        model = CloseOut
        fields = ["statement"]
        widgets = {"statement": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"statement": _("How the problem was solved, and what else was looked at in its light.")}


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
