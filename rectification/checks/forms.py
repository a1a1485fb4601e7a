"""Forms of checks on site."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.file_fields import FilesField
from core.ui.forms import ModelForm
from rectification.models import CheckResult


class CheckForm(ModelForm):
    """What a check on site found."""

    WIDE = ("opinion", "files")

    class Meta:
        model = CheckResult
        fields = ["checked_on", "checkers", "place", "verdict", "opinion"]
        widgets = {"opinion": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"checkers": _("All who were there, with a comma between names.")}

    files = FilesField(label=_("Evidence"), required=False)
