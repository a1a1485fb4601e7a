"""Columns of items, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import Item
from rectification.querysets import OF_ITEM
from rounds.place.columns import organization_column, round_column, team_column


def _overdue(record) -> str:
    return "is-overdue" if record.is_overdue else ""


class ItemTable(tables.Table):
    """The ledger of items: the four ledgers in one row."""

    number = tables.LinkColumn(verbose_name=_("No."))
    organization = organization_column(OF_ITEM, verbose_name=_("Party organization"))
    round = round_column(OF_ITEM, tables.Column)
    team = team_column(OF_ITEM, tables.Column)
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
