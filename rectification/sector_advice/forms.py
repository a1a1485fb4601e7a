"""Forms of advice, of its receipt and its answer, and of returning an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.forms import EntryForm
from core.ui.file_fields import FilesField
from core.ui.forms import Form, MultiPicker, Picker
from core.workdays.reckoning import today
from rectification.models import SectorAdvice


class AdviceForm(EntryForm):
    """Advice as it is sent."""

    EXAMPLES = {"number": "巡建函〔2026〕3号", "title": "农村集体“三资”管理突出问题专项整治"}
    WIDE = ("title", "text", "inspection", "items", "files")

    class Meta:
        model = SectorAdvice
        fields = ("body", "number", "title", "sent_on", "answer_due_on", "amount", "text", "inspection", "items")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 8}),
            "inspection": Picker(search_url_name="rounds:inspection_options"),
            "items": MultiPicker(search_url_name="rectification:item_options"),
        }

    NAMED_BY = {
        "inspection": ("organization", "team__round"),
        "items": ("hand_over__inspection__organization",),
    }
    """The rows that the name of what is chosen is put together from."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, related in self.NAMED_BY.items():
            self.fields[name].queryset = self.fields[name].queryset.select_related(*related)


class AnswerForm(Form):
    """What the department did in its sector, and how the results were used."""

    WIDE = ("handling", "used", "files")

    handling = forms.CharField(
        label=pgettext_lazy("sector advice", "What was done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    used = forms.CharField(
        label=_("How the results were used"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    files = FilesField(label=_("Documents"), required=False)


class PaperAnswerForm(AnswerForm):
    """The same as it came on paper, with its day."""

    on = forms.DateField(label=pgettext_lazy("sector advice", "Answered on"), initial=today)


class ReturnForm(Form):
    """What is to be mended of an answer, and by when."""

    WIDE = ("reason",)

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Say what is wrong and what is to be mended."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    due_on = forms.DateField(label=_("To be answered anew by"))
