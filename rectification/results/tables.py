"""Columns of what came of items, for page, fragment, workbook and the monthly report; and for the page of the item."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui import tables
from rectification.models import HeldToAccount, OrganizationRule, ReturnedFunds
from rectification.results.filters import OF_RESULT
from rounds.place.columns import organization_column, round_column


def finding_column(**options):
    """The number of the finding that was rectified, which leads to its item."""
    own = {"accessor": "item__finding__number", "verbose_name": _("Finding"), "orderable": False}
    return tables.ShortColumn(linkify=lambda record: record.item.get_absolute_url(), **own | options)


class RuleTable(tables.Table):
    title = tables.Column(
        accessor="told", order_by="title", linkify=tables.record_url, verbose_name=_("title of the rule")
    )
    number = tables.ShortColumn()
    kind = tables.ShortColumn()
    made_on = tables.DateColumn()
    amount = tables.NumberColumn()
    round = round_column(OF_RESULT)
    organization = organization_column(OF_RESULT)
    finding = finding_column()
    source = tables.Column(hidden=True)

    class Meta:
        model = OrganizationRule
        fields = ()


class FundsTable(tables.Table):
    returned_on = tables.DateColumn(linkify=tables.record_url)
    amount = tables.MoneyColumn(unit=pgettext_lazy("unit", "yuan"), verbose_name=_("Funds returned"))
    voucher = tables.ShortColumn()
    round = round_column(OF_RESULT)
    organization = organization_column(OF_RESULT)
    finding = finding_column()
    source = tables.Column(hidden=True)

    class Meta:
        model = ReturnedFunds
        fields = ()


class HeldTable(tables.Table):
    name = tables.Column(linkify=tables.record_url)
    subject = tables.Column(hidden=True)
    post = tables.Column()
    way = tables.Column()
    held_on = tables.DateColumn()
    number = tables.ShortColumn(hidden=True)
    round = round_column(OF_RESULT)
    organization = organization_column(OF_RESULT)
    finding = finding_column()

    class Meta:
        model = HeldToAccount
        fields = ()
