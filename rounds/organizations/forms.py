"""Forms of party organizations."""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import ModelForm, Picker
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
        self.fields["parent"].queryset = Organization.objects.visible_to(user).exclude(pk=self.instance.pk)
        self.fields["parent"].help_text = _(
            "Whoever is employed above or below what is inspected takes no part in it."
        )
