"""Pages of letters beside those of their registers: the draft, the paper, and what is proposed."""

import io
from urllib.parse import urlencode

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.registers.pages import EntryList, EntryPage
from core.ui.views.base import Action
from core.ui.views.form import FormPage
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of
from rectification.accounts import told_of_accounts
from rectification.letters.document import document_of, file_name_of
from rectification.letters.filters import ProposalFilter
from rectification.letters.forms import DraftForm
from rectification.letters.placeholders import PLACEHOLDERS
from rectification.letters.tables import FactsOfProposal, ProposalTable
from rectification.models import Letter, LetterProposal
from rectification.permissions import can_keep_follow_up, reads_letter_rules

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTERS = (gettext_lazy("Letters to organizations"), reverse_lazy("rectification:letters"))
PROPOSALS = (gettext_lazy("Proposed letters"), reverse_lazy("rectification:letter_proposals"))


class LetterList(EntryList):
    """Letters; who issues them begins one from its template."""

    def actions(self):
        if not self.may_enter:
            return []
        *_others, record = super().actions()
        return [
            Action(record.label, record.url, record.icon),
            Action(_("Begin a letter"), reverse("rectification:letter_draft"), "plus", primary=True),
        ]


class LetterPage(EntryPage):
    """A letter, what it became, and the paper to print. What only some kinds have is told of these."""

    OF_SOME = ("final_on", "skipped_why")

    def facts(self):
        letter, told = self.record, super().facts()
        shown = [
            fact
            for name, fact in zip(self.register.facts, told, strict=True)
            if name not in self.OF_SOME or getattr(letter, name)
        ]
        if letter.receipt_way:
            by = letter.receipt_document or letter.receipted_by
            shown.append(Fact(_("How it was receipted"), f"{letter.receipt_way}（{by}）"))
        waits = not (letter.is_void or letter.answered_on) and can_keep_follow_up(self.request.user)
        return [*shown, *(told_of_accounts(letter.organization, self.request.user) if waits else [])]

    def actions(self):
        paper = reverse("rectification:letter_document", args=[self.record.pk])
        if self.record.is_void:
            return super().actions()
        return [*super().actions(), Action(_("The letter as a Word file"), paper, "download")]


class LetterDraft(FormPage):
    """Which letter is begun, and about which inspection; then its form, with the wording filled in."""

    title = gettext_lazy("Begin a letter")
    crumbs = [LETTERS]
    form_class = DraftForm
    submit_label = gettext_lazy("Go on")
    done = gettext_lazy("The wording in force is filled in. Correct it, then save: the letter is issued.")

    def may_open(self, user):
        return can_keep_follow_up(user)

    def form_kwargs(self):
        return {"user": self.request.user}

    def initial(self):
        return {name: self.request.GET[name] for name in ("kind", "inspection") if name in self.request.GET}

    def save(self, form):
        chosen = {"kind": form.cleaned_data["kind"], "inspection": form.cleaned_data["inspection"].pk}
        return f"{reverse('rectification:letter_add')}?{urlencode(chosen)}"


@require_safe
def letter_document(request, pk):
    """The letter as .docx, for whoever sees the letter; one that is void goes out no more."""
    rows = Letter.objects.visible_to(request.user).standing().select_related("organization")
    letter = get_object_or_404(rows, pk=pk)
    file = io.BytesIO(document_of(letter))
    return FileResponse(file, as_attachment=True, filename=file_name_of(letter), content_type=DOCX)


class OfProposals:
    """Pages over proposed letters."""

    crumbs = [PROPOSALS]

    def may_open(self, user):
        return reads_letter_rules(user)

    def queryset_for(self, user):
        reads = ("inspection__organization", "inspection__team__round", "letter")
        return LetterProposal.objects.visible_to(user).select_related(*reads).prefetch_related("facts").waiting_first()


class ProposalList(OfProposals, ListPage):
    """What is proposed, waiting or decided."""

    title = PROPOSALS[0]
    crumbs = []
    table_class = ProposalTable
    filter_class = ProposalFilter
    empty_text = gettext_lazy("No letter is proposed.")
    empty_hint = gettext_lazy("Every night each rectification is held against the rules; a person decides.")

    def actions(self):
        return [
            Action(_("Templates of letters"), reverse("rectification:letter_templates")),
            Action(_("Rules for letters"), reverse("rectification:letter_rules")),
        ]


class ProposalPage(OfProposals, RecordPage):
    """A proposed letter with the facts that speak for it, each leading to what it counts."""

    template_name = "rectification/letter_proposal_page.html"

    def facts(self):
        proposal = self.record
        organization, inspection = proposal.inspection.organization, proposal.inspection
        told = [
            Fact(_("Party organization"), organization, url=organization.get_absolute_url()),
            Fact(_("Inspection"), inspection, url=inspection.get_absolute_url()),
            *facts_of(proposal, "kind", "proposed_on"),
            Fact(_("State"), proposal.state),
        ]
        if proposal.letter:
            told.append(Fact(_("Letter"), proposal.letter, url=proposal.letter.get_absolute_url()))
        if proposal.dismissed_on:
            told += facts_of(proposal, "dismissed_on", "dismissed_by", "dismissed_why", wide=("dismissed_why",))
        return told

    def get_context_data(self, **kwargs):
        facts = list(self.record.facts.all())
        for place, fact in enumerate(facts, 1):
            fact.place = place
        before = Letter.objects.visible_to(self.request.user).standing().of_ladder()
        before = before.filter(inspection=self.record.inspection).order_by("issued_on", "pk")
        return super().get_context_data(table=FactsOfProposal(facts), before=before, **kwargs)


class TemplatePage(EntryPage):
    """A template, with what stands in braces."""

    template_name = "rectification/letter_template_page.html"

    def get_context_data(self, **kwargs):
        named = [Fact(each.written, each.meaning) for each in PLACEHOLDERS]
        return super().get_context_data(placeholders=named, **kwargs)
