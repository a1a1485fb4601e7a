"""Columns of items, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import (
    Item,
)
from rectification.tables import ORGANIZATION, TEAM, _overdue


class ItemTable(tables.Table):
    """The ledger of items: the four ledgers in one row."""

    number = tables.LinkColumn(verbose_name=_("No."))
    organization = tables.Column(
        accessor=ORGANIZATION, order_by=f"{ORGANIZATION}__name_key", verbose_name=_("Party organization")
    )
    round = tables.Column(accessor=f"{TEAM}__round", order_by=f"{TEAM}__round__number", verbose_name=_("Round"))
    team = tables.Column(accessor=TEAM, order_by=f"{TEAM}__number", verbose_name=_("Team"))
    category = tables.Column(accessor="finding__category__title", verbose_name=_("Category"))
    text = tables.TextColumn(accessor="finding__text", verbose_name=_("Problem"), orderable=False)
    deadline_kind = tables.Column(hidden=True)
    status = tables.StatusColumn()
    light = tables.LightColumn(accessor="due_on", done="is_closed", verbose_name=_("Time left"))
    due_on = tables.DateColumn()
    completion = tables.Column()
    leader = tables.Column(hidden=True)
    department = tables.Column(hidden=True)
    goal = tables.TextColumn(hidden=True, orderable=False)
    rules_made = tables.NumberColumn(hidden=True)
    funds_recovered = tables.MoneyColumn(verbose_name=_("Losses recovered"), hidden=True)
    finding = tables.Column(accessor="finding__number", verbose_name=_("Finding"), hidden=True)
    delivered_on = tables.DateColumn(accessor="hand_over__delivered_on", hidden=True)
    closed_on = tables.DateColumn(hidden=True)

    class Meta:
        model = Item
        fields = ()
        row_attrs = {"class": _overdue}
