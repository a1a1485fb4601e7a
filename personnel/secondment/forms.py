"""Forms of secondments."""

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.forms import DayForm
from personnel.models import Secondment
from personnel.people.entries import person_picker


class SecondmentForm(EntryForm):
    EXAMPLES = {"to_unit": "市委巡察办"}
    LATER = ("ended_on", "appraisal")

    class Meta:
        model = Secondment
        fields = ("person", "from_unit", "to_unit", "level", "started_on", "planned_until", "ended_on", "appraisal")
        widgets = {"person": person_picker()}

    def clean(self):
        """Who is seconded comes from where they are employed, unless it is said otherwise."""
        told = super().clean()
        if told.get("person") and not told.get("from_unit"):
            told["from_unit"] = told["person"].employer
        return told


class AppraisalForm(DayForm):
    """When a secondment ended, and how the person is appraised."""

    appraisal = forms.ChoiceField(label=_("Appraisal"), choices=[*BLANK_CHOICE_DASH, *Secondment.Appraisal.choices])
    appraised_as = forms.CharField(
        label=_("Appraisal in words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    WIDE = ("appraised_as",)
