"""Pages of changes that a second person confirms."""

from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.consent.filters import ProposalFilter
from core.consent.services import SECOND_PERSON
from core.consent.tables import ProposalTable
from core.models import Proposal
from core.ui.views.list import ListPage
from core.ui.views.record import Fact, RecordPage, facts_of, field_label
from core.wording import told_again

LIST = (_("Changes to be confirmed"), reverse_lazy("proposals"))


class ShowsProposals:
    """On the page of a row: what is proposed about it and not confirmed yet, as far as the user sees that.

    `proposed` are the kinds of change that are about such a row.
    """

    proposed: tuple[str, ...] = ()

    def proposed_about(self) -> Q:
        """Which proposals belong on this page."""
        return Q(kind__in=self.proposed, about=self.record.pk)

    def get_context_data(self, **kwargs):
        seen = Proposal.objects.visible_to(self.request.user).pending()
        proposals = seen.filter(self.proposed_about()).select_related("made_by")
        return super().get_context_data(proposals=proposals, **kwargs)


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
        reason = Fact(field_label(self.record, "reason"), told_again(self.record.reason))
        return [
            *own,
            *changes,
            *facts_of(self.record, "made_by", "made_at"),
            reason,
            *self._waits_for(),
            *self._decided(),
        ]

    def _waits_for(self):
        """Who decides on it, told to whoever may not."""
        decide = {"confirm", "refuse"} & {step.name for step in self.steps()}
        if decide or self.record.status != Proposal.Status.PENDING:
            return []
        return [Fact(_("Waits for"), SECOND_PERSON, wide=True)]

    def _decided(self):
        return facts_of(self.record, "decided_by", "decided_at", "opinion") if self.record.decided_by_id else []
