"""Forms of the double report: its text, its signature, and one that was signed on paper."""

from django import forms
from django.db.models import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui.file_fields import FilesField
from core.ui.forms import Form
from findings.leads.services import RECEIVING
from rectification.hand_over.forms import PaperReceiptForm, SignForm
from rectification.models import RectificationReport
from rounds.models import Body


class AddresseesField(forms.ModelMultipleChoiceField):
    """The bodies a report goes to; ticked at first where the register has one of a kind."""

    def __init__(self, **kwargs):
        hint = _("One discipline commission and one organization department; the leading group gets it anyway.")
        options = {"label": _("Also sent to"), "widget": forms.CheckboxSelectMultiple, "help_text": hint}
        super().__init__(Body.objects.none(), **options | kwargs)

    def offer(self) -> None:
        """The bodies of the register, read for each form."""
        self.queryset = Body.objects.filter(kind__in=RECEIVING)
        kinds = [body.kind for body in self.queryset]
        self.initial = [body.pk for body in self.queryset if kinds.count(body.kind) == 1]


class ReportForm(Form):
    """The text of a report, and what is attached to it; what was attached before stays."""

    WIDE = ("text", "files")

    text = forms.CharField(
        label=_("text of the report"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 18})
    )
    files = FilesField(label=_("Attachments"), required=False)


class SignReportForm(SignForm):
    """To whom the report goes, and the signature under it."""

    WIDE = ("bodies", "drawing")
    field_order = ("bodies", "drawing", "typed_name", "password")

    bodies = AddresseesField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].offer()
        self.fields["typed_name"].help_text = _("Instead of drawing; the report says that the name was typed.")


class PaperReportForm(PaperReceiptForm):
    """What a report signed on paper is, its scan, and to whom it goes."""

    WIDE = ("bodies", "text", "files")
    field_order = ("kind", "on", "signer_name", "signer_post", "bodies", "text", "files")

    kind = forms.ChoiceField(
        label=_("kind of report"), choices=[*BLANK_CHOICE_DASH, *RectificationReport.Kind.choices]
    )
    signer_name = forms.CharField(
        label=pgettext_lazy("report", "name of who signed"), max_length=50, help_text=_("As it stands on the report.")
    )
    signer_post = forms.CharField(label=pgettext_lazy("report", "post on that day"), max_length=150)
    bodies = AddresseesField()
    files = FilesField(label=_("Scan of the report"))
    text = forms.CharField(
        label=_("text of the report"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].offer()
