"""Columns of changes, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.changes.words import differences
from rectification.models import ItemChange


class ChangeTable(tables.Table):
    """Applications to change an accepted plan and the decisions on them."""

    item = tables.LinkColumn(linkify=lambda record: record.item.get_absolute_url(), orderable=False)
    asked = tables.TextColumn(empty_values=(), verbose_name=_("Asked for"), orderable=False)
    days_more = tables.NumberColumn(verbose_name=_("Days more"), orderable=False)
    reason = tables.TextColumn(orderable=False)
    applied_on = tables.DateColumn()
    applied_by = tables.Column(orderable=False, hidden=True)
    decision = tables.Column(empty_values=(), verbose_name=_("Decision"))
    decided_on = tables.DateColumn()
    decided_by = tables.Column(orderable=False, hidden=True)
    opinion = tables.TextColumn(orderable=False, hidden=True)

    class Meta:
        model = ItemChange
        fields = ()

    def render_asked(self, record):
        """What stood and what is to stand."""
        return "\n".join(str(each) for each in differences(record))

    value_asked = render_asked

    def render_decision(self, record):
        """An application without a decision waits for one."""
        return record.get_decision_display() or _("Awaiting the decision")

    value_decision = render_decision
