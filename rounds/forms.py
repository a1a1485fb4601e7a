"""Forms of rounds, teams, organizations and bodies. They parse; the services decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form, ModelForm, Picker
from rounds.models import Body, InspectionKind, Organization, Round, Team


class BodyForm(ModelForm):
    EXAMPLES = {"name": "市纪委监委"}

    class Meta:
        model = Body
        fields = ("name", "kind")


class OrganizationForm(ModelForm):
    SECTIONS = [
        (_("Party organization"), ["name", "category", "level", "district"]),
        (_("Contact and remarks"), ["secretary", "note"]),
    ]
    EXAMPLES = {"name": "市财政局党组", "category": "市直部门", "district": "临江县"}
    WIDE = ("name", "note")

    class Meta:
        model = Organization
        fields = ("name", "category", "level", "district", "secretary", "note")


class RoundForm(ModelForm):
    SECTIONS = [
        (_("The round"), ["number", "term", "kind", "theme"]),
        (_("Time plan"), ["starts_on", "field_ends_on"]),
    ]
    EXAMPLES = {"term": "七届", "theme": "对市直部门开展常规巡察"}
    WIDE = ("theme",)

    class Meta:
        model = Round
        fields = ("number", "term", "kind", "theme", "starts_on", "field_ends_on")


class TeamForm(ModelForm):
    EXAMPLES = {"phone": "0571-12345678", "place": "市委党校2号楼305室"}

    class Meta:
        model = Team
        fields = ("number", "formed_on", "phone", "place")


class AssignForm(Form):
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Party organization"),
        widget=Picker(search_url_name="rounds:organization_options"),
        help_text=_("Type a part of the name or its pinyin initials."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=InspectionKind.choices)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.visible_to(user)
