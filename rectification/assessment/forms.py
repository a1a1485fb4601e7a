"""Forms of assessments, of the scheme and its criteria, and of second rectifications."""

import json
from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.registers.forms import EntryForm
from core.ui.file_fields import FilesField
from core.ui.forms import Form, ModelForm, MultiPicker, Picker, fit_in
from core.workdays.reckoning import today
from rectification.assessment.services import Deduction
from rectification.assessment.standing import facts_told
from rectification.models import Assessment, AssessmentScheme, Criterion, HandOver, Item, SecondRectification, Veto
from rectification.models.assessment_schemes import FAILING, FULL, CountedFact

TEXT = forms.Textarea(attrs={"rows": 4})


class SchemeForm(EntryForm):
    """A version of the scheme; its criteria are entered on their own page, as those of the version before at first."""

    files = None
    EXAMPLES = {"name": "巡察整改成效评估办法（2026年版）"}
    WIDE = ("name",)

    class Meta:
        model = AssessmentScheme
        fields = ("name", "in_force_on", "good_from", "fair_from", "ordinary_from")


class CriterionForm(ModelForm):
    """One row of the table of criteria."""

    class Meta:
        model = Criterion
        fields = ("aspect", "text", "points", "fact")
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class VetoForm(ModelForm):
    """One row of the table of vetoes."""

    class Meta:
        model = Veto
        fields = ("text", "forces")
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class RowsFormSet(forms.BaseFormSet):
    """Rows that were filled in, in their order."""

    HEADING = HINT = ""

    def rows(self) -> list[dict]:
        """The rows that say something and are not struck out."""
        told = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        return [
            {name: value for name, value in row.items() if name != "DELETE"}
            for row in told
            if row and not row.get("DELETE")
        ]


class CriteriaFormSet(RowsFormSet):
    """The criteria, which add up to a hundred points."""

    HEADING = _("Criteria")
    HINT = _("All criteria together have 100 points. Until they do, nothing is assessed by this version.")

    def clean(self):
        total = sum((row["points"] for row in self.rows() if row.get("points")), Decimal(0))
        if not any(self.errors) and total != FULL:
            words = gettext("The criteria have %(total)s points together; they must have %(full)s.")
            raise forms.ValidationError(words % {"total": total, "full": FULL})


class VetoesFormSet(RowsFormSet):
    """The vetoes."""

    HEADING = _("Vetoes")
    HINT = _("A case in which the grade is no better than this, whatever the points say.")


MOST = 40
TABLE = {"extra": 1, "can_delete": True, "max_num": MOST, "absolute_max": 2 * MOST}
CriteriaTable = forms.formset_factory(CriterionForm, formset=CriteriaFormSet, **TABLE)
VetoesTable = forms.formset_factory(VetoForm, formset=VetoesFormSet, **TABLE)


class AssessmentForm(Form):
    """What is deducted by each criterion of a scheme and why, beside what the program counts, and the vetoes."""

    def __init__(self, *args, hand_over: HandOver, scheme: AssessmentScheme | None, made=None, **kwargs):
        kwargs["initial"] = (_as_made(made) if made else {"assessed_on": today()}) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.criteria = list(scheme.criteria.all()) if scheme else []
        self.possible = list(scheme.vetoes.all()) if scheme else []
        self.grades_from = scheme.grades_from() if scheme else []
        self.told, self.WIDE, self.SECTIONS = facts_told(hand_over), ["opinion", "files"], []
        for aspect in dict.fromkeys(criterion.aspect for criterion in self.criteria):
            of_aspect = [each for each in self.criteria if each.aspect == aspect]
            points = sum(each.points for each in of_aspect)
            heading = _("%(aspect)s (%(points)s points)") % {"aspect": aspect, "points": f"{float(points):g}"}
            self.SECTIONS.append((heading, [name for each in of_aspect for name in self._ask(each)]))
        if self.possible:
            self.SECTIONS.append((_("Vetoes"), [name for veto in self.possible for name in self._ask_of(veto)]))
        self.fields["assessed_on"] = forms.DateField(label=_("Assessed on"))
        self.fields["opinion"] = forms.CharField(label=_("Opinion"), max_length=2000, widget=TEXT)
        self.fields["files"] = FilesField(label=_("Documents"), required=False)
        self.SECTIONS.append((_("The assessment as a whole"), ["assessed_on", "opinion", "files"]))
        for field in self.fields.values():
            fit_in(field)

    def tally(self) -> dict[str, str]:
        """Of how many points they are deducted, and from how many on there is which grade, for who draws it."""
        grades = [{"value": grade, "label": str(grade.label), "from": points} for grade, points in self.grades_from]
        return {"full": str(FULL), "grades": json.dumps(grades)}

    def _ask(self, criterion: Criterion) -> tuple[str, str]:
        """The deduction and its reason, with the fact beside them."""
        points, reason = f"deduction_{criterion.pk}", f"reason_{criterion.pk}"
        hint = _("%(points)s points.") % {"points": f"{float(criterion.points):g}"}
        if fact := self.told.get(CountedFact(criterion.fact) if criterion.fact else ""):
            hint = f"{hint}{gettext('Counted by the system: %(fact)s') % {'fact': fact}}"
        self.fields[points] = forms.DecimalField(
            label=_("Deducted: %(criterion)s") % {"criterion": criterion},
            help_text=hint,
            min_value=0,
            max_value=criterion.points,
            decimal_places=1,
            required=False,
            widget=forms.NumberInput(attrs={"data-deducts": ""}),
        )
        self.fields[reason] = forms.CharField(label=_("Reason of the deduction"), max_length=500, required=False)
        return points, reason

    def _ask_of(self, veto: Veto) -> tuple[str, str]:
        ticked, reason = f"veto_{veto.pk}", f"veto_reason_{veto.pk}"
        label = f"{veto.text}（{veto.get_forces_display()}）"
        box = forms.CheckboxInput(attrs={"data-forces": veto.forces})
        self.fields[ticked] = forms.BooleanField(label=label, required=False, widget=box)
        self.fields[reason] = forms.CharField(label=_("Reason of the veto"), max_length=500, required=False)
        return ticked, reason

    def clean(self):
        """Deductions by criterion and reasons by veto, as the service takes them."""
        told = super().clean() or self.cleaned_data
        deductions, vetoes = {}, {}
        for each in self.criteria:
            points, reason = told.get(f"deduction_{each.pk}") or Decimal(0), told.get(f"reason_{each.pk}", "")
            deductions[each.pk] = Deduction(points, reason)
            if points and not reason:
                self.add_error(f"reason_{each.pk}", gettext("Say why points are deducted."))
            elif reason and not points and f"deduction_{each.pk}" not in self.errors:
                self.add_error(f"deduction_{each.pk}", gettext("Say how many points are deducted, or leave out why."))
        for veto in self.possible:
            if told.get(f"veto_{veto.pk}"):
                vetoes[veto.pk] = told.get(f"veto_reason_{veto.pk}", "")
                if not vetoes[veto.pk]:
                    self.add_error(f"veto_reason_{veto.pk}", gettext("Say why this veto applies."))
        whole = {name: told.get(name) for name in ("assessed_on", "opinion", "files")}
        return whole | {"deductions": deductions, "vetoes": vetoes}


def _as_made(assessment: Assessment) -> dict:
    """What the form of an assessment that was returned begins with."""
    told = {"assessed_on": assessment.assessed_on, "opinion": assessment.opinion}
    for score in assessment.scores.all():
        if score.deduction:
            told |= {f"deduction_{score.criterion_id}": score.deduction, f"reason_{score.criterion_id}": score.reason}
    for applied in assessment.vetoes.all():
        told |= {f"veto_{applied.veto_id}": True, f"veto_reason_{applied.veto_id}": applied.reason}
    return told


class DecisionForm(Form):
    """The decision; of what is not passed, what is to be rectified a second time and by when."""

    WIDE = ("opinion", "requirements", "items")

    opinion = forms.CharField(label=_("Opinion"), max_length=500, required=False, widget=TEXT)
    requirements = forms.CharField(
        label=_("What is required of the second rectification"), max_length=1000, widget=TEXT
    )
    items = forms.ModelMultipleChoiceField(
        Item.objects.none(), label=_("Items to rectify a second time"), widget=MultiPicker()
    )
    plan_due_on = forms.DateField(label=_("Second plan due on"))
    report_due_on = forms.DateField(label=_("Second report due on"))

    def __init__(self, *args, assessment: Assessment, user, **kwargs):
        super().__init__(*args, **kwargs)
        if assessment.grade not in FAILING:
            for name in ("requirements", "items", "plan_due_on", "report_due_on"):
                del self.fields[name]
            return
        items = Item.objects.visible_to(user).filter(hand_over=assessment.hand_over)
        self.fields["items"].queryset = items.select_related("hand_over__inspection__organization").order_by("number")


class SecondPlanForm(Form):
    """The plan of a second rectification."""

    WIDE = ("plan", "files")

    plan = forms.CharField(label=_("Second plan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    files = FilesField(label=_("Documents"), required=False)


class SecondReportForm(Form):
    """The report on a second rectification, with what came of each of its items."""

    report = forms.CharField(label=_("Second report"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    files = FilesField(label=_("Documents"), required=False)

    def __init__(self, *args, second: SecondRectification, **kwargs):
        super().__init__(*args, **kwargs)
        self.named = list(second.named.select_related("item__finding"))
        self.WIDE = ["report", "files"]
        for each in self.named:
            name, item = f"result_{each.item_id}", each.item
            label = _("What came of item %(number)s") % {"number": item.number}
            self.fields[name] = forms.CharField(
                label=label,
                help_text=item.finding.text[:120],
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            fit_in(self.fields[name])
            self.WIDE.append(name)

    def clean(self):
        told = super().clean() or self.cleaned_data
        results = {each.item_id: told.get(f"result_{each.item_id}", "") for each in self.named}
        return {"report": told.get("report", ""), "files": told.get("files", ()), "results": results}


class ChooseForm(Form):
    """Whose rectification is assessed."""

    WIDE = ("hand_over",)

    hand_over = forms.ModelChoiceField(
        HandOver.objects.none(),
        label=_("Hand-over"),
        widget=Picker(search_url_name="rectification:assessment_options"),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hand_over"].queryset = HandOver.objects.visible_to(user).assessable_by(user)
