"""Forms of training."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.forms import DayForm, MultiPicker
from personnel.models import Person, TrainingRule, TrainingSession


def people_picker() -> MultiPicker:
    """A box to choose several people."""
    return MultiPicker(search_url_name="personnel:person_options")


class TrainingSessionForm(EntryForm):
    EXAMPLES = {"title": "财务检查方法专项培训"}
    WIDE = ("title", "attendants", "files")

    class Meta:
        model = TrainingSession
        fields = ("kind", "title", "planned_on", "held_on", "lecturer", "attendants")
        widgets = {"attendants": people_picker()}
        help_texts = {"held_on": _("Left empty as long as it is only planned.")}


class HeldForm(DayForm):
    """When a session was held, and who attended."""

    attendants = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("Who attended"), required=False, widget=people_picker()
    )
    WIDE = ("attendants",)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attendants"].queryset = Person.objects.visible_to(user)


class TrainingRuleForm(EntryForm):
    WIDE = ("source",)
    files = None

    class Meta:
        model = TrainingRule
        fields = ("kind", "amount", "rhythm", "in_force_on", "source")
