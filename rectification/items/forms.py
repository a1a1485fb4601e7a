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
