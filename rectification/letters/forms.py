"""Forms of suggestion letters and of their answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.file_fields import FilesField
from core.ui.forms import Form, Picker
from core.workdays.reckoning import today
from rectification.models import SuggestionLetter


class LetterForm(EntryForm):
    EXAMPLES = {"number": "巡建〔2026〕3号"}
    WIDE = ("organization", "inspection", "text", "files")

    class Meta:
        model = SuggestionLetter
        fields = ("organization", "inspection", "number", "issued_on", "answer_due_on", "text")
        widgets = {
            "organization": Picker(search_url_name="rounds:organization_options"),
            "inspection": Picker(search_url_name="rounds:inspection_options"),
            "text": forms.Textarea(attrs={"rows": 6}),
        }


class AnswerForm(Form):
    """What the organization answers."""

    WIDE = ("answer", "files")

    answer = forms.CharField(
        label=_("Answer to the letter"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )
    files = FilesField(label=_("Documents"), required=False)


class PaperAnswerForm(AnswerForm):
    """The same as it came on paper, with its day."""

    on = forms.DateField(label=_("Answered on"), initial=today, help_text=_("The day of the letter that answers."))
