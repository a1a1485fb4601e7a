"""Forms of items."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.file_fields import FilesField
from core.ui.forms import Form, ModelForm
from core.workdays.reckoning import today
from rectification.models import Progress


class ProgressForm(ModelForm):
    """What was done since the last report."""

    WIDE = ("text", "files")

    class Meta:
        model = Progress
        fields = ["text", "completion"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "text": _(
                "What was done since the last report, with what result. Rules and funds are entered one by one on the "
                "page of the item."
            ),
            "completion": _(
                "What is basically completed is not closed out. It goes on, past its day under a new one, which you "
                "apply for."
            ),
        }

    files = FilesField(label=_("Evidence"), required=False)


class MeasureDoneForm(Form):
    """The day a measure was carried out, and what shows it."""

    WIDE = ("why", "files")

    on = forms.DateField(label=_("Done on"), initial=today)
    why = forms.CharField(
        label=_("Reason of the correction"),
        max_length=500,
        required=False,
        help_text=_("Only where another day is entered than before."),
    )
    files = FilesField(label=_("Evidence"), required=False)

    def __init__(self, *args, recorded=None, **kwargs):
        super().__init__(*args, **kwargs)
        if recorded is None:
            del self.fields["why"]
