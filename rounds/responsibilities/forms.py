"""Forms of meetings and rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.forms import MultiPicker
from rounds.models import AdoptedRule, Meeting


class MeetingForm(EntryForm):
    WIDE = ("agenda", "decisions", "rounds", "files")

    class Meta:
        model = Meeting
        fields = ("kind", "held_on", "rounds", "agenda", "decisions")
        widgets = {
            "rounds": MultiPicker(),
            "agenda": forms.Textarea(attrs={"rows": 3}),
            "decisions": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "rounds": _("Those whose report the meeting heard; a special meeting of the secretary hears one.")
        }


class AdoptedRuleForm(EntryForm):
    EXAMPLES = {"title": "市委巡察工作五年规划", "number": "市委〔2017〕12号"}
    WIDE = ("title", "replaces", "files")
    LATER = ("repealed_on",)

    class Meta:
        model = AdoptedRule
        fields = ("body", "title", "number", "in_force_on", "replaces", "repealed_on")
