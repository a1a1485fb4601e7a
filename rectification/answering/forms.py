"""The form of a receipt that came on paper, and the day of an answer that did."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.file_fields import FilesField
from core.ui.forms import DayForm


class PaperReceiptForm(DayForm):
    """When it was receipted on paper, and what shows it."""

    WIDE = ("document", "files")

    document = forms.CharField(
        label=_("Document of the receipt"),
        max_length=100,
        help_text=_("What the paper is called, or where it is filed."),
    )
    files = FilesField(label=_("Documents"), required=False)
