"""Forms of standing and of evaluations of teams."""

from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.forms import Picker
from personnel.models import Standing, TeamEvaluation
from personnel.people.entries import person_picker
from rounds.place.forms import OfTeamForm

ASPECTS = {
    "quality": _("Quality of the inspection"),
    "confidentiality": _("Confidentiality"),
    "discipline": _("Work discipline"),
    "integrity": _("Integrity"),
}
ANSWERS = {aspect: [f"{aspect}_{grade}" for grade in ("good", "fair", "poor")] for aspect in ASPECTS}


ALL_ANSWERS = [name for names in ANSWERS.values() for name in names]


class StandingForm(EntryForm):
    EXAMPLES = {"decided_by": "市委", "document": "市委〔2022〕8号"}
    WIDE = ("note", "files")

    class Meta:
        model = Standing
        fields = ("person", "kind", "decided_on", "decided_by", "document", "note")
        widgets = {"person": person_picker()}


class TeamEvaluationForm(OfTeamForm):
    SECTIONS = [
        (_("Evaluation of the team"), ["team", "evaluated_on", "issued", "returned"]),
        *((label, ANSWERS[aspect]) for aspect, label in ASPECTS.items()),
    ]
    WIDE = ("note", "files")

    class Meta:
        model = TeamEvaluation
        fields = ("team", "evaluated_on", "issued", "returned", *ALL_ANSWERS, "note")
        widgets = {"team": Picker()}
