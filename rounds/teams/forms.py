"""Forms of teams."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form, ModelForm, Picker
from rounds.models import InspectionKind, InspectionMode, Organization, Team


class TeamForm(ModelForm):
    EXAMPLES = {"county": "临江县", "phone": "0571-12345678", "place": "市委党校2号楼305室"}

    class Meta:
        model = Team
        fields = ("number", "formed_on", "county", "phone", "place")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["county"].help_text = _("Of a team that inspects across counties: whose team it is, or with whom.")
        self.fields["formed_on"].required = not self.instance.lacks_day("formed_on")


class AssignForm(Form):
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Party organization"),
        widget=Picker(search_url_name="rounds:organization_options"),
        help_text=_("Type a part of the name or its pinyin initials."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=InspectionKind.choices)
    mode = forms.ChoiceField(
        label=_("Mode"),
        choices=[("", _("The city's own, as usual")), *InspectionMode.choices],
        required=False,
        help_text=_("Of an elevated or cross inspection, of what is of a county or below it."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.visible_to(user).standing()
