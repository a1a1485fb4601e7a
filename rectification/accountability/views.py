"""Pages of accountability that assessments propose."""

from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of
from rectification.accountability.filters import ProposalFilter
from rectification.accountability.tables import OF_PROPOSAL, ProposalTable
from rectification.models import AccountabilityProposal
from rectification.permissions import reads_letter_rules

PROPOSALS = (gettext_lazy("Proposed accountability"), reverse_lazy("rectification:accountability_proposals"))


class OfProposals:
    """Pages over proposals."""

    crumbs = [PROPOSALS]

    def may_open(self, user):
        return reads_letter_rules(user)

    def queryset_for(self, user):
        rows = AccountabilityProposal.objects.visible_to(user)
        return rows.select_related(*OF_PROPOSAL.related, "accountability__organization").waiting_first()


class ProposalList(OfProposals, ListPage):
    """What is proposed, waiting or decided."""

    title = PROPOSALS[0]
    crumbs = []
    table_class = ProposalTable
    filter_class = ProposalFilter
    empty_text = gettext_lazy("No accountability is proposed.")
    empty_hint = gettext_lazy("An assessment that is not passed proposes it; people decide.")


class ProposalPage(OfProposals, RecordPage):
    """A proposal with what speaks for it, and what became of it."""

    def facts(self):
        proposal = self.record
        assessment = proposal.assessment
        organization = assessment.hand_over.inspection.organization
        told = [
            Fact(_("Party organization"), organization, url=organization.get_absolute_url()),
            Fact(_("Assessment"), assessment, url=assessment.get_absolute_url()),
            Fact(_("What speaks for it"), proposal.reasons, wide=True),
            *facts_of(proposal, "proposed_on"),
            Fact(_("State"), proposal.state),
        ]
        if held := proposal.accountability:
            told.append(Fact(_("Accountability"), held, url=held.get_absolute_url()))
        if proposal.dismissed_on:
            told += facts_of(proposal, "dismissed_on", "dismissed_by", "dismissed_why", wide=("dismissed_why",))
        return told
