"""Columns of accountability, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import Accountability, AccountabilityProposal
from rounds.place.columns import organization_column, round_column
from rounds.place.lookups import Place

OF_PROPOSAL = Place("assessment__hand_over__inspection")


class AccountabilityTable(tables.Table):
    taken_on = tables.DateColumn(linkify=tables.record_url)
    kind = tables.ShortColumn()
    organization = tables.Column(order_by=("organization__name_key",))
    person = tables.ShortColumn()
    cause = tables.TextColumn(orderable=False)
    number = tables.ShortColumn()

    class Meta:
        model = Accountability
        fields = ("taken_on", "kind", "organization", "person", "cause", "number")


class ProposalTable(tables.Table):
    organization = organization_column(OF_PROPOSAL, linkify=tables.record_url)
    round = round_column(OF_PROPOSAL)
    reasons = tables.TextColumn(orderable=False, verbose_name=_("What speaks for it"))
    proposed_on = tables.DateColumn()
    state = tables.ShortColumn(orderable=False, verbose_name=_("State"))
    dismissed_why = tables.TextColumn(orderable=False, hidden=True)

    class Meta:
        model = AccountabilityProposal
        fields = ()
