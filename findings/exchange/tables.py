"""Columns of transfers, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from findings.tables import ShortColumn


class TransferTable(tables.Table):
    """Transfers: number of the lead, body, state and days."""

    number = tables.LinkColumn(accessor="lead__number", verbose_name=_("Lead"), linkify=tables.record_url)
    round = ShortColumn(
        accessor="lead__inspection__team__round",
        verbose_name=_("Round"),
        order_by="lead__inspection__team__round__number",
    )
    organization = tables.Column(
        accessor="lead__inspection__organization",
        verbose_name=_("Inspected organization"),
        order_by="lead__inspection__organization__name_key",
    )
    body = tables.Column(verbose_name=_("Receiving body"), order_by="body__name")
    sent_on = tables.DateColumn(verbose_name=_("Sent on"))
    acknowledged_on = tables.DateColumn(verbose_name=_("Acknowledged on"))
    concluded_on = tables.DateColumn(verbose_name=_("Concluded on"))
    status = tables.StatusColumn(verbose_name=_("State"))
