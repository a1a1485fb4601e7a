"""Forms of letters, of their receipts and answers, of templates and rules."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.file_fields import FilesField
from core.ui.forms import Form, Picker
from core.workdays.reckoning import today
from rectification.letters.drafting import drafted
from rectification.letters.placeholders import fill_from_form, require_known, told_placeholders
from rectification.models import Letter, LetterKind, LetterRule, LetterTemplate
from rounds.models import Inspection


class LetterForm(EntryForm):
    """A letter as it is issued; one that is begun from a template has its text, to be corrected."""

    EXAMPLES = {"number": "巡建〔2026〕3号"}
    WIDE = ("organization", "inspection", "text", "files", "skipped_why")

    class Meta:
        model = Letter
        fields = (
            "kind",
            "number",
            "organization",
            "inspection",
            "issued_on",
            "answer_due_on",
            "final_on",
            "skipped_why",
            "text",
        )
        widgets = {
            "organization": Picker(search_url_name="rounds:organization_options"),
            "inspection": Picker(search_url_name="rounds:inspection_options"),
            "text": forms.Textarea(attrs={"rows": 18}),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        begun = None if self.is_bound or self.instance.pk else self._begun(user)
        if begun:
            self.initial = drafted(begun, self.initial.get("kind")) | self.initial

    def _begun(self, user) -> Inspection | None:
        """The inspection that the link to the form names, with a kind of letter."""
        key = str(self.initial.get("inspection", ""))
        if self.initial.get("kind") not in LetterKind.values or not (key.isascii() and key.isdecimal()):
            return None
        seen = Inspection.objects.visible_to(user).select_related("team__round", "organization")
        return seen.filter(pk=key[:18]).first()

    def clean(self):
        """What the text left open is filled in with the days of the form."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("text"):
            try:
                cleaned["text"] = fill_from_form(cleaned["text"], cleaned)
            except ValidationError as refusal:
                self.add_error("text", refusal)
        return cleaned


class DraftForm(Form):
    """Which letter is begun, and about which inspection."""

    WIDE = ("inspection",)

    kind = forms.ChoiceField(label=_("Kind of letter"), choices=LetterKind)
    inspection = forms.ModelChoiceField(
        Inspection.objects.none(),
        label=_("Inspection"),
        widget=Picker(search_url_name="rounds:inspection_options"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["inspection"].queryset = Inspection.objects.visible_to(user)


class AnswerForm(Form):
    """What the organization answers."""

    WIDE = ("answer", "files")

    answer = forms.CharField(
        label=_("Answer to the letter"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )
    files = FilesField(label=_("Documents"), required=False)


class PaperAnswerForm(AnswerForm):
    """The same as it came on paper, with its day."""

    on = forms.DateField(label=_("Answered on"), initial=today, help_text=_("The day of the letter that answers."))


class TemplateForm(EntryForm):
    """The wording of a kind of letter from a day on."""

    WIDE = ("text",)
    files = None

    class Meta:
        model = LetterTemplate
        fields = ("kind", "in_force_on", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 20})}
        help_texts = {"text": told_placeholders}

    def clean_text(self):
        """Only names that there are stand in braces."""
        return require_known(self.cleaned_data["text"])


class RuleForm(EntryForm):
    """From how much of a fact on a letter is proposed, from a day on."""

    files = None

    class Meta:
        model = LetterRule
        fields = ("kind", "fact", "at_least", "amount", "percent", "in_force_on")
