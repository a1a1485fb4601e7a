"""Forms of notices to division leaders and of their receipts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.file_fields import FilesField
from core.ui.forms import DayForm
from findings.models import PortfolioNotice


class NoticeForm(EntryForm):
    """One that went out on paper, whole; of one that was drawn here the text alone."""

    EXAMPLES = {"leader_name": "李明", "receipt_document": "通报函签收回执"}
    WIDE = ("text", "files")

    class Meta:
        model = PortfolioNotice
        fields = ("round", "leader_name", "sent_on", "receipted_on", "receipt_document", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_drawn = self.instance.drawn_on is not None
        for name in [name for name in self.fields if is_drawn and name in self.Meta.fields and name != "text"]:
            del self.fields[name]
        self.fields["text"].required = is_drawn
        if not is_drawn:
            self.fields["sent_on"].required = True


class PaperReceiptForm(DayForm):
    """When it was receipted on paper, and what shows it."""

    WIDE = ("document", "files")

    document = forms.CharField(
        label=_("Document of the receipt"),
        max_length=100,
        help_text=_("What the paper is called, or where it is filed."),
    )
    files = FilesField(label=_("Documents"), required=False)
