"""Columns of changes that a second person confirms."""

from django.utils.translation import gettext_lazy as _

from core.models import Proposal
from core.ui import tables


class ProposalTable(tables.Table):
    kind = tables.LinkColumn()
    subject = tables.Column()
    made_by = tables.Column(order_by=("made_by__name",))
    made_at = tables.MomentColumn()
    status = tables.StatusColumn()
    decided_by = tables.Column(order_by=("decided_by__name",), verbose_name=_("Confirmed or refused by"))

    class Meta:
        model = Proposal
        fields = ("kind", "subject", "made_by", "made_at", "status", "decided_by")
