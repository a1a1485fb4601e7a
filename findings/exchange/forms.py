"""What receiving bodies report."""

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from core.ui.forms import ModelForm
from core.workdays.reckoning import today
from findings.models import Disposal, Outcome


class DisposalForm(ModelForm):
    """How the lead is handled."""

    class Meta:
        model = Disposal
        fields = ["method", "decided_on", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].initial = today


class OutcomeForm(ModelForm):
    """What came of the lead."""

    concluded = forms.BooleanField(
        label=_("Nothing more is to come: the lead is concluded"),
        required=False,
    )

    class Meta:
        model = Outcome
        fields = ["kind", "form", "person", "count", "decided_on", "note"]
        help_texts = {
            "person": _("Report each person by themselves: so nobody is counted twice."),
            "form": _("By the four forms; leave empty when it was not established."),
            "count": _("How many persons or cases this outcome counts."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].initial = today


class CorrectionForm(OutcomeForm):
    """What is right instead of an outcome reported before, and why; where there is only one, it is there to change."""

    concluded = None
    WIDE = ("why",)
    field_order = ["corrects", "why"]
    corrects = forms.ModelChoiceField(Outcome.objects.none(), label=_("Outcome to be corrected"))
    why = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args, transfer, user, **kwargs):
        super().__init__(*args, **kwargs)
        standing = Outcome.objects.visible_to(user).filter(transfer=transfer).correctable_by(user)
        self.fields["corrects"].queryset = standing
        if not self.is_bound and len(found := standing[:2]) == 1:
            self.initial |= {"corrects": found[0].pk} | model_to_dict(found[0], self.Meta.fields)
