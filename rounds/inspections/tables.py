"""Columns of inspections, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.models import Inspection


class InspectionTable(tables.Table):
    organization = tables.LinkColumn(order_by=("organization__name_key",))
    round = tables.Column(accessor="team__round", order_by=("team__round__number",), verbose_name=_("Round"))
    team = tables.Column(order_by=("team__round__number", "team__number"))
    kind = tables.Column()
    entered_on = tables.DateColumn()
    left_on = tables.DateColumn()
    fed_back_on = tables.DateColumn()
    status = tables.StatusColumn()

    class Meta:
        model = Inspection
        fields = ("organization", "round", "team", "kind", "entered_on", "left_on", "fed_back_on", "status")
