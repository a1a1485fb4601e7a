"""Columns of reopenings, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import Reopening


class ReopeningTable(tables.Table):
    """Applications to open closed items again and the decisions on them."""

    item = tables.LinkColumn(linkify=lambda record: record.item.get_absolute_url(), orderable=False)
    source = tables.Column()
    reason = tables.TextColumn(orderable=False)
    closed_on = tables.DateColumn()
    applied_on = tables.DateColumn()
    applied_by = tables.Column(orderable=False, hidden=True)
    decision = tables.Column(empty_values=(), verbose_name=_("Decision"))
    decided_on = tables.DateColumn()
    decided_by = tables.Column(orderable=False, hidden=True)
    due_on = tables.DateColumn()
    opinion = tables.TextColumn(orderable=False, hidden=True)

    class Meta:
        model = Reopening
        fields = ()

    def render_decision(self, record):
        """An application without a decision waits for one."""
        return record.get_decision_display() or _("Awaiting the decision")

    value_decision = render_decision
