"""Forms of the stages of lasting items."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.file_fields import FilesField
from core.ui.forms import Form


class AimForm(Form):
    """What is to be reached next, and by when."""

    WIDE = ("goal", "measure")

    goal = forms.CharField(
        label=_("Aim of the stage"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What can be seen and checked by that day, such as a rule in force or a quarter examined."),
    )
    due_on = forms.DateField(label=_("To be reached by"))
    measure = forms.TypedChoiceField(
        label=_("Of which measure"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Leave it empty if the stage is of the whole item."),
    )

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        measures = [(each.number, str(each)) for each in item.measures.all()]
        self.fields["measure"].choices = [("", _("The whole item")), *measures]


class ReportAimForm(Form):
    """What was reached, with evidence."""

    WIDE = ("text", "files")

    text = forms.CharField(label=_("What was reached"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))
    files = FilesField(label=_("Evidence"), required=False, help_text=_("At least one."))
