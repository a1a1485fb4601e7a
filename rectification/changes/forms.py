"""Forms of changes of the plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.forms import Form, fit_in
from rectification.changes.services import AskedMeasure
from rectification.changes.words import OF_MEASURE
from rectification.models import Item, Measure


class ChangeForm(Form):
    """What the plan says of an item, to be changed: the day and the people of the item, and of what is to be done."""

    WIDE = ("reason", "goal")

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    due_on = forms.DateField(label=_("Due on"), required=False)
    leader = forms.CharField(label=_("responsible leader"), max_length=50, required=False)
    department = forms.CharField(label=_("responsible department"), max_length=100, required=False)
    goal = forms.CharField(label=_("goal"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.measures = list(item.measures.filter(done_on=None))
        for name in Item.PLANNED:
            self.initial.setdefault(name, getattr(item, name))
        self.SECTIONS = [(_("Why"), ["reason"]), (_("The item"), ["due_on", "leader", "department", "goal"])]
        for measure in self.measures:
            self._add(measure)

    def _add(self, measure: Measure) -> None:
        """The fields of one measure, in a section of its own."""
        names = {name: f"measure_{measure.number}_{name}" for name in OF_MEASURE}
        for name, key in names.items():
            self.fields[key] = Measure._meta.get_field(name).formfield(required=False)
            fit_in(self.fields[key])
            self.initial.setdefault(key, getattr(measure, name))
        heading = _("Measure %(number)s: %(content)s") % {"number": measure.number, "content": measure.content[:60]}
        self.SECTIONS.append((heading, list(names.values())))

    def clean(self):
        """As the service takes it."""
        said = super().clean()
        told = {name: said.get(name) for name in ("reason", *Item.PLANNED)}
        return told | {"measures": [self._asked(measure, said) for measure in self.measures]}

    def _asked(self, measure: Measure, said: dict) -> AskedMeasure:
        told = {name: said.get(f"measure_{measure.number}_{name}") for name in OF_MEASURE}
        return AskedMeasure(measure.number, told["leader"] or "", told["department"] or "", told["due_on"])
