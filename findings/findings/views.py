"""Pages of findings."""

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of, stages_at
from core.ui.views.step import Allowed, row_in_act
from findings import permissions
from findings.findings import services
from findings.findings.filters import FindingFilter
from findings.findings.forms import FindingForm
from findings.findings.tables import FindingTable
from findings.models import Finding, Lead, WorkingPaper
from findings.pages import InspectionPanel
from findings.returns import RETURNED_FINDING
from findings.tables import FindingsInShort, LeadsInShort
from rounds.place.lookups import Place

LIST = (_("Findings"), reverse_lazy("findings:findings"))


class OfFindings:
    """Pages over findings."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """The findings this user sees."""
        return Finding.objects.visible_to(user).select_related(*Place().related, "category", "paper")


class FindingList(OfFindings, ListPage):
    """Findings of every round the user sees."""

    title = _("Findings")
    crumbs = []
    table_class = FindingTable
    filter_class = FindingFilter
    empty_text = _("No finding yet.")
    empty_hint = _("The team draws findings from its approved working papers.")


class FindingPage(OfFindings, RecordPage):
    """One finding: what it says, where it comes from, how far it is."""

    template_name = "findings/finding_page.html"
    way_back = RETURNED_FINDING

    @cached_property
    def paper(self):
        """The paper it was drawn from, for those who see it."""
        return WorkingPaper.objects.visible_to(self.request.user).filter(pk=self.record.paper_id).first()

    def facts(self):
        finding = self.record
        paper = [Fact(_("Working paper"), self.paper, url=self.paper.get_absolute_url())] if self.paper else []
        inside = permissions.is_inside(self.request.user, finding.inspection)
        return [
            *facts_of(finding, "number", "found_on", "category", "deadline_kind"),
            Fact(
                _("Inspected organization"),
                finding.inspection,
                url=finding.inspection.get_absolute_url() if inside else "",
            ),
            *(facts_of(finding, "due_on") if finding.due_on else []),
            *paper,
            *facts_of(finding, "text", wide=["text"]),
        ]

    def stages(self):
        Status = Finding.Status
        at = {Status.DRAFT: 0, Status.SUBMITTED: 2, Status.ISSUED: 3}[self.record.status]
        way = [
            (_("Drawing"), self.record.found_on),
            (_("Submission"), self.record.submitted_on),
            (_("Issue"), self.record.issued_on),
        ]
        return stages_at(way, at)

    def events(self):
        """The way to the office is the team's and the office's own; the organization sees the finding as issued."""
        return super().events() if permissions.is_inside(self.request.user, self.record.inspection) else []

    def get_context_data(self, **kwargs):
        leads = Lead.objects.none()
        if self.paper:
            leads = Lead.objects.visible_to(self.request.user).filter(paper=self.paper)
        return super().get_context_data(leads=LeadsInShort(leads), **kwargs)


class FindingAdd(Allowed, FormPage):
    """A finding drawn from a paper."""

    rule = permissions.can_draw_from

    title = _("Draw a finding")
    form_class = FindingForm
    submit_label = _("Save")
    crumbs = [LIST]

    @cached_property
    def paper(self):
        """The paper of the address."""
        papers = WorkingPaper.objects.visible_to(self.request.user).select_related("inspection__team__round")
        held = row_in_act(self, papers, WorkingPaper.objects.drawable_by, key="paper")
        return held or get_object_or_404(papers, pk=self.kwargs["paper"])

    def subject(self):
        return self.paper

    def get_crumbs(self):
        return [*self.crumbs, (str(self.paper), self.paper.get_absolute_url())]

    def initial(self):
        return {"found_on": self.paper.found_on, "text": self.paper.facts[:500]}

    def form_kwargs(self):
        return {"found_on": self.paper.found_on}

    def save(self, form):
        return services.draw_finding(self.paper, by=self.request.user, **form.cleaned_data)


class FindingChange(OfFindings, Allowed, FormPage):
    """A draft."""

    open_rows = Finding.objects.changeable_by

    title = _("Edit the finding")
    form_class = FindingForm
    submit_label = _("Save")

    def form_kwargs(self):
        return {"found_on": self.record.paper.found_on if self.record.paper else self.record.found_on}

    def save(self, form):
        return services.update_finding(self.record, by=self.request.user, **form.cleaned_data)


class FindingsOfInspection(OfFindings, InspectionPanel):
    """The findings of one inspection."""

    title = _("Findings")
    fragment = "findings/_findings_of.html"
    list_name = "findings:findings"
    table_class = FindingsInShort
