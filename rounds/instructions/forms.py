"""Forms of instructions and of their answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.forms import DayForm, Picker
from rounds.models import Instruction

TEXTS = {name: forms.Textarea(attrs={"rows": 4}) for name in ("text", "answer")}


class InstructionForm(EntryForm):
    EXAMPLES = {"addressee": "市委巡察办", "text": "请巡察办会同市纪委监委认真研究，限期报告整改情况。"}
    WIDE = ("inspection", "text", "answer", "files")
    LATER = ("answered_on", "answer")

    class Meta:
        model = Instruction
        fields = ("giver", "giver_name", "given_on", "round", "inspection", "text", "addressee", "due_on")
        fields += ("answered_on", "answer")
        widgets = TEXTS | {"inspection": Picker(search_url_name="rounds:inspection_options")}


class AnswerForm(DayForm):
    """The answer to an instruction."""

    WIDE = ("answer",)

    answer = forms.CharField(
        label=_("Answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What was done, by whom, and with what result."),
    )
