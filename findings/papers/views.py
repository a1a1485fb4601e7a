"""Pages of working papers."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, Stage, facts_of, stages_at
from core.ui.views.step import Allowed, Do
from findings import permissions
from findings.models import Finding, Lead, WorkingPaper
from findings.pages import InspectionPanel, begins_paper, people_of
from findings.papers import conditions, services
from findings.papers.filters import PaperFilter
from findings.papers.forms import NewPaperForm, PaperForm
from findings.papers.tables import PapersInShort, PaperTable
from findings.returns import RETURNED_PAPER
from findings.tables import FindingsInShort, LeadsInShort
from rounds.place.lookups import Place

LIST = (_("Working papers"), reverse_lazy("findings:papers"))


class OfPapers:
    """Pages over working papers."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """The papers this user sees."""
        return WorkingPaper.objects.visible_to(user).select_related(*Place().related, "written_by")


class PaperList(OfPapers, ListPage):
    """Papers of every round the user sees."""

    title = _("Working papers")
    crumbs = []
    table_class = PaperTable
    filter_class = PaperFilter
    empty_text = _("No working paper yet.")
    empty_hint = _("The team writes one for each matter it finds: one matter, one paper.")

    def may_open(self, user):
        return permissions.inspects(user)

    def actions(self):
        return begins_paper(self.request.user)


@dataclass(frozen=True)
class Signature:
    """A name under a printed paper, and the day on which it came there."""

    label: str
    name: str
    on: date | None


class PaperPage(OfPapers, RecordPage):
    """One paper: its three parts, its evidence, what was drawn from it."""

    template_name = "findings/paper_page.html"
    way_back = RETURNED_PAPER

    def facts(self):
        paper = self.record
        return [
            *facts_of(paper, "number", "found_on"),
            Fact(_("Inspected organization"), paper.inspection, url=paper.inspection.get_absolute_url()),
            *facts_of(paper, "title", "facts", "basis", "responsibility", wide=["facts", "basis", "responsibility"]),
        ]

    @cached_property
    def handlers(self) -> list[str]:
        """Those who established what the paper says, by name."""
        return [str(each.person) for each in self.record.signatures.select_related("person")]

    def _signatures(self) -> list[Signature]:
        """Everyone whose name stands under the paper once it is printed."""
        paper = self.record
        hands = [(_("Reviewed by"), paper.reviewed_by, paper.reviewed_on)] if paper.reviewed_by else []
        hands += [(_("Approved by"), paper.approved_by, paper.approved_on)] if paper.approved_by else []
        signed = [Signature(_("Handler"), name, paper.submitted_on) for name in self.handlers]
        return signed + [Signature(label, str(who), on) for label, who, on in hands]

    def _people(self):
        signed = Fact(_("Handlers"), gettext(", ").join(self.handlers), wide=True)
        return [*people_of(self.record, "written_by"), signed, *people_of(self.record, "reviewed_by", "approved_by")]

    def stages(self):
        return paper_stages(self.record)

    def get_context_data(self, **kwargs):
        paper, user = self.record, self.request.user
        draft = paper.status == WorkingPaper.Status.DRAFT
        return super().get_context_data(
            people=self._people(),
            signatures=self._signatures(),
            evidence=services.evidence_of(paper),
            may_change=draft and permissions.can_change_paper(user, paper),
            findings=FindingsInShort(Finding.objects.visible_to(user).filter(paper=paper).select_related("category")),
            leads=LeadsInShort(Lead.objects.visible_to(user).filter(paper=paper)),
            **kwargs,
        )


def paper_stages(paper) -> list[Stage]:
    """Drafted, submitted, reviewed, approved: where this paper stands. Without a deputy nobody reviews."""
    Status = WorkingPaper.Status
    way = [
        (Status.DRAFT, _("Drafting"), None),
        (None, _("Submission"), paper.submitted_on),
        (Status.SUBMITTED, _("Deputy's review"), paper.reviewed_on),
        (Status.REVIEWED, _("Leader's approval"), paper.approved_on),
        (Status.APPROVED, "", None),
    ]
    alone = paper.status == Status.SUBMITTED and not conditions.why_not_approve(paper)
    now = Status.REVIEWED if alone else paper.status
    at = [status for status, _label, _on in way].index(now)
    unreviewed = at > 2 and paper.reviewed_on is None
    stages = stages_at([(label, on) for _status, label, on in way[:4]], at)
    return [stage for place, stage in enumerate(stages) if not (unreviewed and place == 2)]


class PaperForms(OfPapers, FormPage):
    """Saving and submitting a paper: what cannot be submitted yet is saved, and the page says what is missing."""

    submit_label = _("Save and submit")

    def form_kwargs(self):
        return {"user": self.request.user}

    def save(self, form):
        paper = self.save_draft(form)
        missing = services.submit_if_ready(paper, by=self.request.user)
        self.done = _("Saved as a draft.") if missing else _("Submitted for review.")
        if missing:
            messages.warning(self.request, missing)
        return paper


class PaperAdd(PaperForms):
    """A new paper."""

    title = _("New working paper")
    form_class = NewPaperForm

    @property
    def intro(self):
        """What cannot be submitted in the end is said before it is typed."""
        if not conditions.lacks_deputy(self.request.user):
            return ""
        return _("Your team has no deputy leader who could review a paper of yours. Have a member write it.")

    def may_open(self, user):
        return bool(user.reach.inspections)

    def initial(self):
        return {"inspection": self.request.GET.get("inspection")}

    def save_draft(self, form):
        """Keep it as a draft."""
        content = form.cleaned_data
        return services.write_paper(content.pop("inspection"), by=self.request.user, **content)


class PaperChange(Allowed, PaperForms):
    """A draft."""

    open_rows = WorkingPaper.objects.changeable_by

    title = _("Edit the working paper")
    form_class = PaperForm

    def save_draft(self, form):
        """Keep it as a draft."""
        return services.update_paper(self.record, by=self.request.user, **form.cleaned_data)


class EvidenceRemove(OfPapers, Do):
    """Take a file off a draft."""

    done = _("The file is removed.")

    def post(self, request, pk, attachment):
        """The file must be one of this paper's."""
        paper = get_object_or_404(self.queryset_for(request.user), pk=pk)
        services.remove_evidence(paper, get_object_or_404(services.evidence_of(paper), pk=attachment), by=request.user)
        messages.success(request, self.done)
        return HttpResponseRedirect(paper.get_absolute_url())


class PapersOfInspection(OfPapers, InspectionPanel):
    """The papers of one inspection."""

    title = _("Working papers")
    fragment = "findings/_papers_of.html"
    list_name = "findings:papers"
    add_name = "findings:paper_add"
    table_class = PapersInShort
