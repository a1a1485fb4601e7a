"""The form of standing."""

from core.registers.forms import EntryForm
from personnel.models import Standing
from personnel.people.entries import person_picker


class StandingForm(EntryForm):
    EXAMPLES = {"decided_by": "市委", "document": "市委〔2022〕8号"}
    WIDE = ("note", "files")

    class Meta:
        model = Standing
        fields = ("person", "kind", "decided_on", "decided_by", "document", "note")
        widgets = {"person": person_picker()}
