"""Forms of reviews of plans: whom to ask, and what a reviewer says."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from core.ui.file_fields import FilesField
from core.ui.forms import Form
from core.workdays.reckoning import today
from rectification.models import PlanOpinion
from rectification.reviews.on_items import LONGEST
from rectification.reviews.planned import ItemLines
from rounds.models import Body


class ReviewersForm(Form):
    """Who is asked for an opinion on the plan."""

    WIDE = ("bodies",)

    bodies = forms.ModelMultipleChoiceField(
        Body.objects.none(),
        label=_("Reviewing bodies"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Those who were asked already are not asked again."),
    )
    office = forms.BooleanField(label=_("Inspection office"), required=False)
    team = forms.BooleanField(label=_("The team that inspected"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = Body.objects.all()


class ItemByItemForm(Form):
    """What is said of a plan on the whole, in the fields of the form, and in a box of its own for each item."""

    WHOLE = ""

    def __init__(self, *args, plan: Sequence[ItemLines], **kwargs):
        super().__init__(*args, **kwargs)
        whole = list(self.fields)
        self.numbers = {f"on_{item.number}": item.number for item in plan}
        for item in plan:
            self.fields[f"on_{item.number}"] = forms.CharField(
                label=_("Item %(number)s: %(problem)s") % {"number": item.number, "problem": item.problem[:40]},
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        on_items = _("On single items, where there is something")
        self.SECTIONS = [(self.WHOLE, whole), (on_items, [*self.numbers])]

    def clean(self):
        """As the service takes it."""
        said = super().clean()
        rows = [{"number": number, "text": said.pop(name, "") or ""} for name, number in self.numbers.items()]
        return said | {"on_items": rows}


class PlanOpinionForm(ItemByItemForm):
    """A verdict, an opinion on the whole and, where there is one, on single items of the plan."""

    WIDE = ("verdict", "text", "files")
    WHOLE = _("Opinion on the plan")

    verdict = forms.ChoiceField(
        label=_("verdict on the plan"), choices=PlanOpinion.Verdict.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("opinion on the plan"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    files = FilesField(label=_("Attachments"), required=False)


class PaperOpinionForm(PlanOpinionForm):
    """What an opinion on paper says, with its day and its scan."""

    field_order = ("on", "verdict", "text", "files")

    on = forms.DateField(label=_("Day on the paper"), initial=today)
    files = FilesField(label=_("Scan of the paper"))
