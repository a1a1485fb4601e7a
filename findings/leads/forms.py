"""The forms of a lead, of its transfer, and of the export of many."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form, ModelForm
from core.workdays.reckoning import today
from findings.fields import InspectionField, working_inspections
from findings.leads.services import RECEIVING
from findings.models import Lead
from rounds.models import Body, Instruction


class LeadForm(ModelForm):
    """A draft lead. Nothing typed here goes into an address, a notice or a message."""

    SECTIONS = [
        (_("Person concerned"), ["inspection", "subject_name", "subject_post", "subject_rank"]),
        (_("What is known"), ["discipline", "suggestion", "content"]),
    ]
    EXAMPLES = {
        "content": _(
            "From March to September 2025 a certain official is said to have helped a company to a contract "
            "and taken about 50,000 yuan; known from a letter of complaint."
        )
    }

    class Meta:
        model = Lead
        fields = ["subject_name", "subject_post", "subject_rank", "discipline", "suggestion", "content"]
        help_texts = {
            "content": _(
                "Only you, the team leader and deputies, the leading group and lead handlers will read this."
            ),
        }


class NewLeadForm(LeadForm):
    """A lead that comes from no paper also says which inspection it belongs to."""

    inspection = InspectionField()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["inspection"].queryset = working_inspections(user)


class TransferForm(Form):
    """To whom a lead goes, and when."""

    bodies = forms.ModelMultipleChoiceField(
        Body.objects.none(),
        label=_("Receiving bodies"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One, or a discipline commission and an organization department."),
    )
    on = forms.DateField(label=_("Sent on"), initial=today)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = Body.objects.filter(kind__in=RECEIVING)


class LeadInstructionForm(ModelForm):
    """What the secretary or another leader wrote on this lead."""

    WIDE = ("text",)
    EXAMPLES = {"addressee": "市纪委监委"}

    class Meta:
        model = Instruction
        fields = ("giver", "giver_name", "given_on", "text", "addressee", "due_on")
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
