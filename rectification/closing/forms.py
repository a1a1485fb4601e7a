"""Forms of close-outs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import ModelForm
from rectification.models import CloseOut


class CloseOutForm(ModelForm):
    """What is said when a close-out is applied for."""

    class Meta:
        model = CloseOut
        fields = CloseOut.TOLD
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in CloseOut.TOLD}
        help_texts = {
            "root_cause": _("Why it came to the problem: in rules, in supervision, in people."),
            "statement": _("What was done about each measure, and what came of it."),
            "wider_lessons": _(
                "What else of the kind was looked for, what was found, and what keeps it from recurring."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in CloseOut.TOLD:
            self.fields[name].required = True
