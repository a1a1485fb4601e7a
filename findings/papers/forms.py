"""The form of a working paper: three parts, two handlers, the evidence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.file_fields import FilesField
from core.ui.forms import ModelForm, MultiPicker
from core.workdays.reckoning import today
from core.workflow.acts import in_act
from core.workflow.moves import hold
from findings.fields import InspectionField, working_inspections
from findings.models import WorkingPaper
from findings.numbering import held_to_count
from personnel.models import Person, Posting


class HandlersField(forms.ModelMultipleChoiceField):
    """People of the team, told apart by where they come from."""

    def label_from_instance(self, obj):
        return f"{obj.name}（{obj.employer}）" if obj.employer else obj.name


class PaperForm(ModelForm):
    """A draft as the team edits it."""

    handlers = HandlersField(
        Person.objects.none(),
        label=_("Handlers"),
        required=False,
        widget=MultiPicker(),
        help_text=_("At least two people of the team; the leader approves and is not one of them."),
    )
    evidence = FilesField(label=_("Evidence"), required=False, help_text=_("At least one to submit."))

    SECTIONS = [
        (_("Basics"), ["inspection", "title", "found_on", "handlers"]),
        (_("The problem in three parts"), ["facts", "basis", "responsibility"]),
        (_("Evidence"), ["evidence"]),
    ]
    EXAMPLES = {
        "title": _("Entertainment expenses claimed without official letters"),
        "facts": _("Of 30 vouchers of 2025 examined, 6 had no official letter, 34,000 yuan in all."),
        "basis": _("Contrary to article 6 of the rules on official entertainment, which requires an official letter."),
        "responsibility": _("Head of the office: direct responsibility. Deputy director in charge: main leadership."),
    }
    WIDE = ("evidence",)

    class Meta:
        model = WorkingPaper
        fields = ["title", "found_on", "facts", "basis", "responsibility"]
        help_texts = {
            "title": _("One matter, one paper. Leads about persons do not belong here."),
            "facts": _("What happened: when, where, how often, how much, who took part, how it was found."),
            "basis": _("Which rule it breaks: document, number, article."),
            "responsibility": _("Who answers for it: direct, main leadership, important leadership, supervision."),
        }

    def __init__(self, *args, user, teams=None, **kwargs):
        super().__init__(*args, **kwargs)
        teams = [self.instance.inspection.team_id] if teams is None else teams
        postings = Posting.objects.visible_to(user).current(today()).filter(team__in=teams)
        handling = postings.exclude(role=Posting.Role.LEADER)
        people = Person.objects.visible_to(user).filter(pk__in=handling.values("person"))
        self.fields["handlers"].queryset = people
        if self.instance.pk:
            self.initial["handlers"] = self.instance.handlers.all()


class CountingField(InspectionField):
    """In an act, an inspection is chosen with the lock of its team: the paper to be written is counted under it."""

    def to_python(self, value):
        if not in_act():
            return super().to_python(value)
        inspection = forms.ModelChoiceField(held_to_count(self.queryset), required=False).to_python(value)
        if inspection is not None:
            hold(inspection.team)
        return inspection


class NewPaperForm(PaperForm):
    """A new paper also says which inspection it belongs to."""

    inspection = CountingField()

    def __init__(self, *args, user, **kwargs):
        inspections = working_inspections(user)
        super().__init__(*args, user=user, teams=inspections.values("team"), **kwargs)
        self.fields["inspection"].queryset = inspections
