"""What is asked of who applies for a change of an approved plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form
from personnel.postings.forms import PostForm
from rounds.teams.forms import AssignForm


class WhyForm(Form):
    """Parent of the forms: why the plan is to be changed."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The leading group decides by this."),
    )
    WIDE = ("reason",)


class FurtherTeamForm(WhyForm):
    number = forms.IntegerField(label=_("Team number"), min_value=1, max_value=999)
    field_order = ["number", "reason"]


class FurtherOrganizationForm(AssignForm, WhyForm):
    field_order = ["organization", "kind", "mode", "reason"]


class FurtherPostingForm(PostForm, WhyForm):
    field_order = ["person", "role", "on", "reason"]
