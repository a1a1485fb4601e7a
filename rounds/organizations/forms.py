"""Forms of party organizations."""

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui.forms import DayForm, ModelForm, Picker
from rounds.models import Organization


class OrganizationForm(ModelForm):
    SECTIONS = [
        (_("Party organization"), ["name", "category", "level", "district", "parent"]),
        (_("Contact and remarks"), ["secretary", "note"]),
    ]
    EXAMPLES = {"name": "市财政局党组", "category": "市直部门", "district": "临江县"}
    WIDE = ("name", "note")

    class Meta:
        model = Organization
        fields = ("name", "category", "level", "district", "parent", "secretary", "note")
        widgets = {"parent": Picker(search_url_name="rounds:organization_options")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["secretary"].help_text = _(
                "To write the name rightly. A new one is recorded by a step of its own."
            )
        self.fields["parent"].queryset = Organization.objects.visible_to(user).exclude(pk=self.instance.pk)
        self.fields["parent"].help_text = _(
            "Whoever is employed above or below what is inspected takes no part in it."
        )


class SecretaryForm(DayForm):
    """Who is party secretary from which day on."""

    name = forms.CharField(label=pgettext_lazy("of an organization", "Party secretary"), max_length=50)
    field_order = ["name", "on"]


class EndForm(DayForm):
    """How and when an organization ended, why, and who answers for it."""

    ending = forms.ChoiceField(label=_("How it ended"), choices=[*BLANK_CHOICE_DASH, *Organization.Ending.choices])
    successor = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Successor"),
        required=False,
        widget=Picker(search_url_name="rounds:organization_options"),
        help_text=_("What it was merged into; of what was abolished, who takes over what it still owes."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The decision by which it ended, with its number."),
    )
    WIDE = ("reason",)
    field_order = ["ending", "on", "successor", "reason"]

    def __init__(self, *args, user, organization, **kwargs):
        super().__init__(*args, **kwargs)
        others = Organization.objects.visible_to(user).standing().exclude(pk=organization.pk)
        self.fields["successor"].queryset = others
