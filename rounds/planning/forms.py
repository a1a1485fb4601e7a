"""Forms of rounds."""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import ModelForm
from rounds.models import Round


class RoundForm(ModelForm):
    SECTIONS = [
        (_("The round"), ["number", "term", "kind", "theme"]),
        (_("Time plan"), ["starts_on", "field_ends_on"]),
        (_("Discipline"), ["needs_commitments"]),
    ]
    EXAMPLES = {"term": "七届", "theme": "对市直部门开展常规巡察"}
    WIDE = ("theme",)

    class Meta:
        model = Round
        fields = ("number", "term", "kind", "theme", "starts_on", "field_ends_on", "needs_commitments")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("needs_commitments", True)
        self.fields["starts_on"].required = self.fields["field_ends_on"].required = True  # only a ledger lacks them
