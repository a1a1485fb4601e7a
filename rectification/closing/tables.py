"""Columns of close-outs, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import (
    CloseOut,
)


class CloseOutTable(tables.Table):
    """Applications for a close-out and the decisions on them."""

    item = tables.LinkColumn(linkify=lambda record: record.item.get_absolute_url(), orderable=False)
    applied_on = tables.DateColumn()
    applied_by = tables.Column(orderable=False)
    root_cause = tables.TextColumn(orderable=False, hidden=True)
    statement = tables.TextColumn(orderable=False)
    wider_lessons = tables.TextColumn(orderable=False, hidden=True)
    acceptance = tables.Column(empty_values=())
    accepted_on = tables.DateColumn(hidden=True)
    accepted_by = tables.Column(orderable=False, hidden=True)
    acceptance_opinion = tables.TextColumn(orderable=False, hidden=True)
    decision = tables.Column(empty_values=(), verbose_name=_("Decision"))
    decided_on = tables.DateColumn()
    decided_by = tables.Column(orderable=False)
    opinion = tables.TextColumn(orderable=False, hidden=True)

    class Meta:
        model = CloseOut
        fields = ()

    def render_acceptance(self, record):
        """Who accepted it; until then it waits for the team, unless it was returned before."""
        waits = "" if record.decision else _("Awaiting the team's acceptance")
        return record.get_acceptance_display() or waits

    value_acceptance = render_acceptance

    def render_decision(self, record):
        """An application without a decision waits for one."""
        return record.get_decision_display() or _("Awaiting the decision")

    value_decision = render_decision
