"""Pages of assessments, second rectifications, and the criteria of a scheme."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registers.pages import EntryPage
from core.ui.views.base import Action
from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.ui.views.picker import PickerOptions
from core.ui.views.record import Fact, RecordPage, facts_of, field_label, stages_of
from core.ui.views.step import Allowed
from rectification.assessment.filters import AssessmentFilter, SecondFilter
from rectification.assessment.forms import ChooseForm, CriteriaTable, VetoesTable
from rectification.assessment.schemes import write_criteria
from rectification.assessment.tables import (
    OF_ASSESSMENT,
    OF_SECOND,
    AssessmentTable,
    CriteriaOfScheme,
    ItemsOfSecond,
    ScoresOfAssessment,
    SecondTable,
    VetoesOfScheme,
)
from rectification.evidence import with_files
from rectification.models import Assessment, AssessmentScheme, HandOver, SecondRectification
from rectification.permissions import can_keep_follow_up, reads_follow_up, reads_letter_rules
from rounds.models import Organization
from rounds.place.lookups import Place

ASSESSMENTS = (gettext_lazy("Assessments of rectification"), reverse_lazy("rectification:assessments"))
SECONDS = (gettext_lazy("Second rectifications"), reverse_lazy("rectification:second_rectifications"))
SCHEMES = (gettext_lazy("Assessment schemes"), reverse_lazy("rectification:assessment_schemes"))


def files_of(record):
    """The documents of a row that was found through its door."""
    [shown] = with_files([record])
    return shown.files


class OfAssessments:
    """Pages over assessments."""

    crumbs = [ASSESSMENTS]

    def may_open(self, user):
        return reads_follow_up(user)

    def queryset_for(self, user):
        rows = Assessment.objects.visible_to(user).select_related(*OF_ASSESSMENT.related, "scheme")
        return rows.order_by("-assessed_on", "-pk")


class AssessmentList(OfAssessments, ListPage):
    """Assessments, whatever became of them."""

    title = ASSESSMENTS[0]
    crumbs = []
    table_class = AssessmentTable
    filter_class = AssessmentFilter
    empty_text = gettext_lazy("No rectification was assessed yet.")
    empty_hint = gettext_lazy("Assess a rectification by the scheme in force; a second person decides on the grade.")

    def actions(self):
        user = self.request.user
        if not can_keep_follow_up(user):
            return []
        schemes = Action(SCHEMES[0], reverse("rectification:assessment_schemes"))
        return [
            schemes,
            Action(_("Begin an assessment"), reverse("rectification:assessment_begin"), "plus", primary=True),
        ]


class AssessmentPage(OfAssessments, RecordPage):
    """An assessment: its points with their reasons, the vetoes applied, and what followed."""

    template_name = "rectification/assessment_page.html"

    def facts(self):
        made, inspection = self.record, self.record.hand_over.inspection
        told = [
            Fact(_("Party organization"), inspection.organization, url=inspection.organization.get_absolute_url()),
            Fact(_("Round"), inspection.team.round),
            *facts_of(made, "attempt"),
            Fact(field_label(made, "score"), str(made.score)),
            *facts_of(made, "grade", "assessed_on", "opinion", wide=("opinion",)),
        ]
        if made.assessed_by_id and self.request.user.reach.reads_all:
            told += facts_of(made, "assessed_by", "scheme")
        if made.decided_on:
            told += facts_of(made, "decided_on", "decision_opinion", wide=("decision_opinion",))
        return told

    def get_context_data(self, **kwargs):
        made, user = self.record, self.request.user
        others = Assessment.objects.visible_to(user).filter(hand_over=made.hand_over).exclude(pk=made.pk)
        return super().get_context_data(
            scores=ScoresOfAssessment(made.scores.select_related("criterion").order_by("criterion__number")),
            vetoes=made.vetoes.select_related("veto").order_by("veto__number"),
            second=SecondRectification.objects.visible_to(user).filter(assessment=made).first(),
            others=others.select_related(*OF_ASSESSMENT.related).order_by("attempt"),
            files=files_of(made),
            **kwargs,
        )


class AssessmentBegin(FormPage):
    """Whose rectification is assessed; then the form by the scheme in force."""

    title = gettext_lazy("Begin an assessment")
    crumbs = [ASSESSMENTS]
    form_class = ChooseForm
    submit_label = gettext_lazy("Go on")
    done = gettext_lazy("Deduct points by the criteria, each with its reason.")

    def may_open(self, user):
        return can_keep_follow_up(user)

    def form_kwargs(self):
        return {"user": self.request.user}

    def save(self, form):
        return reverse("rectification:hand_over_assess", args=[form.cleaned_data["hand_over"].pk])


class AssessmentOptions(PickerOptions):
    """Hand-overs whose rectification may be assessed."""

    def search(self, user, words):
        rows = HandOver.objects.visible_to(user).assessable_by(user)
        rows = rows.select_related("inspection__organization", "inspection__team__round")
        called = Organization.objects.visible_to(user).search(words) if words else None
        found = rows if called is None else rows.filter(inspection__organization__in=called)
        return found.order_by(f"-{Place().round_number}", "pk")

    def hint(self, row):
        return row.get_status_display()


class OfSeconds:
    """Pages over second rectifications."""

    crumbs = [SECONDS]

    def may_open(self, user):
        return reads_follow_up(user)

    def queryset_for(self, user):
        return SecondRectification.objects.visible_to(user).select_related(*OF_SECOND.related).open_first()


class SecondList(OfSeconds, ListPage):
    """Second rectifications, under way and ended."""

    title = SECONDS[0]
    crumbs = []
    table_class = SecondTable
    filter_class = SecondFilter
    empty_text = gettext_lazy("Nothing is rectified a second time.")
    empty_hint = gettext_lazy("A second rectification follows an assessment as ordinary or poor.")


class SecondPage(OfSeconds, RecordPage):
    """A second rectification: what is required, planned and reported, item by item."""

    template_name = "rectification/second_rectification_page.html"

    def stages(self):
        return stages_of(self.record)

    def deadline(self):
        second = self.record
        words = {"ordered": _("Second plan"), "planned": _("Second report")}
        if second.due_on is None:
            return None
        return {"what": words[second.status], "due_on": second.due_on, "done": False}

    def facts(self):
        second, inspection = self.record, self.record.hand_over.inspection
        told = [
            Fact(_("Party organization"), inspection.organization, url=inspection.organization.get_absolute_url()),
            Fact(_("Assessment"), second.assessment, url=second.assessment.get_absolute_url()),
            *facts_of(second, "ordered_on", "plan_due_on", "report_due_on", "requirements", wide=("requirements",)),
        ]
        if second.plan_filed_on:
            told += facts_of(second, "plan", wide=("plan",))
        if second.reported_on:
            told += facts_of(second, "report", wide=("report",))
        return told

    def get_context_data(self, **kwargs):
        named = self.record.named.select_related("item__finding", "item__hand_over__inspection__organization")
        return super().get_context_data(
            items=ItemsOfSecond(named.order_by("item__number")), files=files_of(self.record), **kwargs
        )


class SchemePage(EntryPage):
    """A version of the scheme with its criteria and vetoes."""

    template_name = "rectification/assessment_scheme_page.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            criteria=CriteriaOfScheme(self.record.criteria.all()),
            vetoes=VetoesOfScheme(self.record.vetoes.all()),
            **kwargs,
        )


class CriteriaPage(Allowed, FormPage):
    """The tables of criteria and vetoes of a version that nothing was assessed by yet."""

    open_rows = AssessmentScheme.objects.keepable_by

    title = gettext_lazy("Change criteria and vetoes")
    crumbs = [SCHEMES]
    formset_classes = {"criteria": CriteriaTable, "vetoes": VetoesTable}
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The criteria are saved.")

    def may_open(self, user):
        return reads_letter_rules(user)

    def queryset_for(self, user):
        return AssessmentScheme.objects.visible_to(user).standing()

    def formset_kwargs(self, name):
        if self.request.method == "POST":
            return {}
        names = {"criteria": ("aspect", "text", "points", "fact"), "vetoes": ("text", "forces")}[name]
        return {"initial": list(getattr(self.record, name).values(*names))}

    def save(self, form):
        rows = (self.formsets["criteria"].rows(), self.formsets["vetoes"].rows())
        return write_criteria(self.record, *rows, by=self.request.user)
