"""Forms of what cooperating bodies send."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.registers.forms import EntryForm
from core.ui.forms import DayForm, Form, Picker
from core.workdays.reckoning import today
from findings.models import CooperationInput, Finding, Lead, WorkingPaper
from rounds.models import Inspection

Result = CooperationInput.Result


class InputForm(EntryForm):
    """The office says which body it came from; a body is asked for no more than what it tells."""

    EXAMPLES = {"title": "某单位2025年度审计发现问题", "about": "市财政局"}
    WIDE = ("title", "content", "files")

    class Meta:
        model = CooperationInput
        fields = ("kind", "body", "received_on", "about", "title", "content")
        widgets = {"content": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"about": _("As you call it; the office finds the party organization.")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["received_on"].initial = today
        if not reach_of(user).may(Right.KEEP_ROUNDS):
            del self.fields["body"]
            self.fields["received_on"].label = _("Sent on")


class GiveForm(DayForm):
    """The team it is given to, by the inspection."""

    field_order = ["inspection", "on"]
    WIDE = ("inspection",)
    inspection = forms.ModelChoiceField(
        Inspection.objects.none(),
        label=_("Given to the team of"),
        widget=Picker(search_url_name="rounds:inspection_options"),
        help_text=_("Type a part of the organization's name or its pinyin initials."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["inspection"].queryset = Inspection.objects.visible_to(user)


class FindingField(forms.ModelChoiceField):
    """A finding, by its number and what it says."""

    def label_from_instance(self, obj):
        return f"{obj.number} {Truncator(obj.text).chars(40)}"


class SettleForm(Form):
    """What became of it: the paper, finding or lead of the team it led to, or why none."""

    WIDE = ("why",)
    on = DayForm.base_fields["on"]
    result = forms.ChoiceField(label=_("What became of it"), choices=Result.choices)
    paper = forms.ModelChoiceField(WorkingPaper.objects.none(), label=_("Working paper"), required=False)
    finding = FindingField(Finding.objects.none(), label=_("Finding"), required=False)
    lead = forms.ModelChoiceField(Lead.objects.none(), label=_("Lead"), required=False)
    why = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where it was not taken up."),
    )

    def __init__(self, *args, given, user, **kwargs):
        super().__init__(*args, **kwargs)
        if given.inspection_id is None:  # no team has it, so it led to nothing
            self.fields["result"].choices = [(Result.NOT_TAKEN_UP, Result.NOT_TAKEN_UP.label)]
            self.fields["why"].required = True
        for name in ("paper", "finding", "lead"):
            if given.inspection_id is None:
                del self.fields[name]
            else:
                rows = self.fields[name].queryset.model.objects.visible_to(user)
                self.fields[name].queryset = rows.filter(inspection=given.inspection_id)
