"""Pages of changes that a second person confirms."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.consent.filters import ProposalFilter
from core.consent.tables import ProposalTable
from core.models import Proposal
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of

LIST = (_("Changes to be confirmed"), reverse_lazy("proposals"))


class OfProposals:
    """Pages over such changes."""

    crumbs = [LIST]

    def queryset_for(self, user):
        """Those this user proposed, may confirm or is concerned by."""
        return Proposal.objects.visible_to(user).select_related("made_by", "decided_by", "concerns")


class ProposalList(OfProposals, ListPage):
    title = _("Changes to be confirmed")
    crumbs: list = []
    table_class = ProposalTable
    filter_class = ProposalFilter
    empty_text = _("No change waits for a second person.")


class ProposalPage(OfProposals, RecordPage):
    def facts(self):
        changes = [
            Fact(label, f"{before} → {after}" if before else after, wide=True)
            for label, before, after in self.record.changes
        ]
        own = facts_of(self.record, "kind", "subject")
        return [*own, *changes, *facts_of(self.record, "made_by", "made_at", "reason", *self._decided())]

    def _decided(self):
        return ("decided_by", "decided_at", "opinion") if self.record.decided_by_id else ()
