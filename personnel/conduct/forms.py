"""Forms of what concerns the discipline of teams."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.forms import DayForm, Form, MultiPicker, Picker
from personnel.models import Commitment, ConductCatalogue, IntegrityTalk, MakeUpOrder, Replacement
from rounds.place.forms import OfTeamForm


def posting_picker() -> Picker:
    """A box to choose somebody's place on a team by a part of their name or its pinyin initials."""
    return Picker(search_url_name="personnel:posting_options")


class OfPostingForm(EntryForm):
    """An entry about somebody's place on a team, chosen by who holds it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"posting", "successor"} & set(self.fields):
            self.fields[name].queryset = self.fields[name].queryset.select_related("person", "team")


class ReplacementForm(OfPostingForm):
    WIDE = ("grounds", "files")

    class Meta:
        model = Replacement
        fields = ("posting", "replaced_on", "successor", "grounds")
        widgets = {
            "posting": posting_picker(),
            "successor": posting_picker(),
            "grounds": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"posting": _("Who is released already. Others are replaced on the page of their team.")}


class ReplaceForm(DayForm):
    """On the page of a team: a member is released, with what they did not take responsibility for."""

    reason = forms.CharField(
        label=_("What they did not take responsibility for"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    WIDE = ("reason",)


class MakeUpOrderForm(OfTeamForm):
    WIDE = ("grounds", "outcome", "files")
    LATER = ("done_on", "outcome")

    class Meta:
        model = MakeUpOrder
        fields = ("team", "ordered_on", "due_on", "grounds", "done_on", "outcome")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("grounds", "outcome")} | {"team": Picker()}


class MadeUpForm(DayForm):
    """When the work was made up, and what came of it."""

    outcome = forms.CharField(label=_("What came of it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    WIDE = ("outcome",)


class ConductCatalogueForm(EntryForm):
    EXAMPLES = {"document": "市委巡领〔2021〕2号"}
    WIDE = ("text", "files")

    class Meta:
        model = ConductCatalogue
        fields = ("kind", "in_force_on", "document", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}


class CommitmentForm(OfPostingForm):
    WIDE = ("files",)

    class Meta:
        model = Commitment
        fields = ("posting", "signed_on")
        widgets = {"posting": posting_picker()}


class SignForm(Form):
    """One's own commitment."""

    read = forms.BooleanField(
        label=_("I have read both catalogues and commit myself to them"),
        error_messages={"required": _("Tick this before you sign.")},
    )


class IntegrityTalkForm(OfTeamForm):
    WIDE = ("attendants", "record", "files")

    class Meta:
        model = IntegrityTalk
        fields = ("round", "team", "held_on", "speaker", "attendants", "record")
        widgets = {
            "team": Picker(),
            "attendants": MultiPicker(search_url_name="personnel:person_options"),
            "record": forms.Textarea(attrs={"rows": 5}),
        }
