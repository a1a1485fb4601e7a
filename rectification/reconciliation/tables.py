"""Columns of the reconciliation, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import CheckResult, Item
from rectification.querysets import OF_ITEM
from rectification.reconciliation.sets import DIFFERENCES
from rounds.place.columns import organization_column, round_column


class ReconciliationTable(tables.Table):
    """What is reported, checked and closed of each item, side by side."""

    number = tables.ShortColumn(linkify=tables.record_url, verbose_name=_("No."))
    organization = organization_column(OF_ITEM, verbose_name=_("Party organization"))
    round = round_column(OF_ITEM, hidden=True)
    text = tables.TextColumn(
        accessor="finding__text", linkify=tables.record_url, verbose_name=_("Problem"), orderable=False
    )
    difference = tables.Column(empty_values=(), order_by="rank", verbose_name=_("Difference"))
    completion = tables.Column()
    reported_on = tables.DateColumn(verbose_name=_("Reported on"), hidden=True)
    undone = tables.NumberColumn(verbose_name=_("Measures not done"), hidden=True)
    verdict = tables.Column(verbose_name=_("Verdict of the check"))
    checked_on = tables.DateColumn(verbose_name=_("Checked on"), hidden=True)
    status = tables.StatusColumn()
    closed_on = tables.DateColumn()
    due_on = tables.DateColumn(hidden=True)

    class Meta:
        model = Item
        fields = ()

    def render_difference(self, record):
        """In words."""
        found = DIFFERENCES.get(record.difference)
        return found.label if found else _("In accord")

    value_difference = render_difference

    def render_verdict(self, value):
        """In words."""
        return CheckResult.Verdict(value).label

    value_verdict = render_verdict
