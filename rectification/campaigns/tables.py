"""Columns of campaigns and of self-checks, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import Campaign, SelfCheck


class CampaignTable(tables.Table):
    title = tables.LinkColumn()
    category = tables.Column(orderable=False)
    begun_on = tables.DateColumn()
    report_due_on = tables.DateColumn(ahead=True)
    text = tables.TextColumn(orderable=False)

    class Meta:
        model = Campaign
        fields = ()


class SelfCheckTable(tables.Table):
    organization = tables.Column(order_by=("organization__name_key",), linkify=tables.record_url)
    campaign = tables.Column(orderable=False)
    sent_on = tables.DateColumn()
    light = tables.LightColumn(accessor="campaign__report_due_on", done="is_settled", verbose_name=_("Time left"))
    reported_on = tables.DateColumn()
    problems_found = tables.NumberColumn(
        accessor="report__problems_found",
        order_by=("problems_found",),
        verbose_name=_("Problems found"),
        since="reported_on",
    )
    problems_rectified = tables.NumberColumn(
        accessor="report__problems_rectified",
        order_by=("problems_rectified",),
        verbose_name=_("Problems rectified"),
        since="reported_on",
    )
    funds_returned = tables.MoneyColumn(
        accessor="report__funds_returned",
        order_by=("funds_returned",),
        verbose_name=_("Funds returned"),
        since="reported_on",
    )
    verdict = tables.ShortColumn(since="checked_on")
    remark = tables.TextColumn(orderable=False, hidden=True, since="reported_on")

    class Meta:
        model = SelfCheck
        fields = ()
        row_attrs = {"class": lambda record: "is-overdue" if record.is_overdue else ""}
