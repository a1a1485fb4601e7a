"""Forms of hand-overs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import ModelForm
from rectification.hand_over.conditions import why_not_due
from rectification.models import Feedback, Item, Measure


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
    default_error_messages = forms.BaseFormSet.default_error_messages | {
        "too_many_forms": _("The table takes at most %(num)d rows; leave out those beyond.")
    }
    HINT = _("Each measure needs a leader or a department, and a day from the hand-over up to the item's own.")

    def clean(self):
        """No more rows that say something than the table takes, whatever else is to be mended in them."""
        if sum(form.has_changed() and not self._should_delete_form(form) for form in self.forms) > self.max_num:
            words = self.error_messages["too_many_forms"] % {"num": self.max_num}
            raise forms.ValidationError(words, code="too_many_forms")

    def rows(self) -> list[dict]:
        """The rows that say something and are not struck out."""
        return [
            {name: value for name, value in row.items() if name != "DELETE"}
            for row in (form.cleaned_data for form in self.forms)
            if row and not row.get("DELETE")
        ]


MOST = 50
MeasureTable = forms.formset_factory(
    MeasureForm,
    formset=MeasuresFormSet,
    extra=2,
    can_delete=True,
    max_num=MOST,
    absolute_max=2 * MOST,  # with the rows that were removed on the page, which are sent along
)
