"""Columns of campaigns and of self-checks, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import Campaign, SelfCheck


class CampaignTable(tables.Table):
    title = tables.LinkColumn()
    category = tables.Column(orderable=False)
    begun_on = tables.DateColumn()
    report_due_on = tables.DateColumn()
    text = tables.TextColumn(orderable=False)

    class Meta:
        model = Campaign
        fields = ()


class SelfCheckTable(tables.Table):
    organization = tables.Column(order_by=("organization__name_key",), linkify=tables.record_url)
    campaign = tables.Column(orderable=False)
    sent_on = tables.DateColumn()
    due_on = tables.DateColumn(accessor="campaign__report_due_on", verbose_name=_("report due on"))
    reported_on = tables.DateColumn()
    problems_found = tables.NumberColumn()
    problems_rectified = tables.NumberColumn()
    funds_returned = tables.MoneyColumn(verbose_name=_("Funds returned"))
    verdict = tables.ShortColumn()
    remark = tables.TextColumn(orderable=False, hidden=True)

    class Meta:
        model = SelfCheck
        fields = ()
        row_attrs = {"class": lambda record: "is-overdue" if record.is_overdue else ""}
