"""Columns of inspections, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.models import Inspection
from rounds.place.columns import organization_column, round_column, team_column
from rounds.place.lookups import Place

PLACE = Place("")  # an inspection is its own place


class InspectionTable(tables.Table):
    organization = organization_column(PLACE, tables.LinkColumn, verbose_name=_("Party organization"))
    round = round_column(PLACE, tables.Column)
    team = team_column(PLACE, tables.Column, order_by=(PLACE.round_number, PLACE.team_number))
    kind = tables.Column()
    mode = tables.Column(hidden=True)
    entered_on = tables.DateColumn()
    left_on = tables.DateColumn()
    fed_back_on = tables.DateColumn()
    status = tables.StatusColumn()

    class Meta:
        model = Inspection
        fields = ("organization", "round", "team", "kind", "mode", "entered_on", "left_on", "fed_back_on", "status")
