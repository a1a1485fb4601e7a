"""Columns of hand-overs, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import HandOver, Receipt
from rounds.place.columns import organization_column, round_column, team_column
from rounds.place.lookups import Place


class WaysColumn(tables.Column):
    """How the receipts were signed: here, or on paper; both sides where they differ."""

    def render(self, value):
        return "、".join(str(Receipt.Way(way).label) for way in dict.fromkeys(value))

    def value(self, value):
        return self.render(value)


class HandOverTable(tables.Table):
    """Hand-overs: who was handed what, and how far it is."""

    organization = organization_column(Place(), tables.LinkColumn, verbose_name=_("Party organization"))
    round = round_column(Place(), tables.Column)
    team = team_column(Place(), tables.Column)
    status = tables.StatusColumn(accessor="status")
    item_count = tables.NumberColumn(verbose_name=_("Items"))
    closed_count = tables.NumberColumn(verbose_name=_("Closed out"))
    delivered_on = tables.DateColumn()
    signed_on = tables.DateColumn(hidden=True)
    receipt_ways = WaysColumn(verbose_name=_("How it was receipted"), orderable=False, hidden=True)
    plan_accepted_on = tables.DateColumn(hidden=True)
    focus_ends_on = tables.LightColumn(verbose_name=_("Focused rectification"), done="is_closed", day="focus_ends_on")

    class Meta:
        model = HandOver
        fields = ()
