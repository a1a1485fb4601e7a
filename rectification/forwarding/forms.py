"""Forms of forwarded reports: to whom and how, the signature of the body, and its opinion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.file_fields import FilesField
from core.ui.forms import Form
from core.workdays.reckoning import today
from rectification.double_reports.forms import AddresseesField
from rectification.hand_over.forms import PaperReceiptForm


class ForwardForm(Form):
    """To whom the report is forwarded, and how it gets there."""

    WIDE = ("bodies", "files", "note")

    bodies = AddresseesField(
        label=_("Forwarded to"), help_text=_("Those that have the report already do not get it again.")
    )
    files = FilesField(label=_("Inspection report"), required=False)
    number = forms.CharField(
        label=_("Number of the inspection report"),
        max_length=50,
        required=False,
        help_text=_("Where it goes on paper; attached, it needs none."),
    )
    copies = forms.IntegerField(label=_("Copies on paper"), min_value=1, max_value=999, required=False)
    note = forms.CharField(
        label=_("Words to the body"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].offer()


class OpinionForm(Form):
    """What the body says of the report, and what it takes up."""

    WIDE = ("opinion", "taken_up", "files")

    opinion = forms.CharField(
        label=_("Opinion of the review"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )
    taken_up = forms.CharField(
        label=_("Taken up in daily supervision"),
        max_length=2000,
        required=False,
        help_text=_("The matters that the body follows in its own daily supervision, one a line."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    files = FilesField(label=_("Attachments"), required=False)


class PaperOpinionForm(OpinionForm):
    """What an opinion on paper says, with its day and its scan."""

    field_order = ("on", "opinion", "taken_up", "files")

    on = forms.DateField(label=_("Day on the paper"), initial=today)
    files = FilesField(label=_("Scan of the paper"))


class PaperOfBodyForm(PaperReceiptForm):
    """A receipt that a body gave on paper."""

    EXAMPLES = {"signer_post": _("Director of the supervision office")}
