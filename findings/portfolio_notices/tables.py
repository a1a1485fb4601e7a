"""Columns of notices to division leaders, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.registers.opening import address_of_named
from core.ui import tables
from findings.models import PortfolioNotice, PortfolioNoticeLine


class NoticeTable(tables.Table):
    """What a notice tells stands on its page, as far as its reader sees that."""

    leader_name = tables.LinkColumn()
    round = tables.ShortColumn(order_by=("round__number",))
    drawn_on = tables.DateColumn()
    sent_on = tables.DateColumn()
    receipted_on = tables.DateColumn()
    way = tables.ShortColumn(
        accessor="receipt_way", verbose_name=_("How it was receipted"), orderable=False, since="receipted_on"
    )
    receipt_document = tables.Column(hidden=True)
    text = tables.TextColumn(hidden=True, orderable=False)

    class Meta:
        model = PortfolioNotice
        fields = ()


class LinesOfNotice(tables.EmbeddedTable):
    """What one notice tells."""

    organization_name = tables.Column(
        verbose_name=_("Party organization"), linkify=lambda record: address_of_named(record, "organization")
    )
    category = tables.Column(verbose_name=_("Category"))
    findings = tables.NumberColumn(verbose_name=_("Number of findings"))

    class Meta:
        model = PortfolioNoticeLine
        fields = ()
