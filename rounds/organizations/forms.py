"""Forms of party organizations."""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import ModelForm
from rounds.models import Organization


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
