"""Columns of hand-overs, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import (
    HandOver,
)


class HandOverTable(tables.Table):
    """Hand-overs: who was handed what, and how far it is."""

    organization = tables.LinkColumn(accessor="inspection__organization", verbose_name=_("Party organization"))
    round = tables.Column(accessor="inspection__team__round", verbose_name=_("Round"))
    team = tables.Column(accessor="inspection__team", verbose_name=_("Team"), order_by="inspection__team__number")
    status = tables.StatusColumn(accessor="status")
    item_count = tables.NumberColumn(verbose_name=_("Items"))
    closed_count = tables.NumberColumn(verbose_name=_("Closed out"))
    delivered_on = tables.DateColumn()
    signed_on = tables.DateColumn(hidden=True)
    plan_accepted_on = tables.DateColumn(hidden=True)
    focus_ends_on = tables.LightColumn(verbose_name=_("Focused rectification"), done="is_closed")

    class Meta:
        model = HandOver
        fields = ()
