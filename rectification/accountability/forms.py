"""The form of accountability."""

from django import forms

from core.registers.forms import EntryForm
from core.ui.forms import MultiPicker, Picker
from rectification.models import Accountability


class AccountabilityForm(EntryForm):
    EXAMPLES = {"person": "张建国", "number": "巡领〔2026〕2号"}
    WIDE = ("kind", "organization", "cause", "items", "files")

    class Meta:
        model = Accountability
        fields = ("kind", "organization", "person", "taken_on", "number", "cause", "items")
        widgets = {
            "organization": Picker(search_url_name="rounds:organization_options"),
            "cause": forms.Textarea(attrs={"rows": 4}),
            "items": MultiPicker(search_url_name="rectification:item_options"),
        }
