"""Columns of party organizations, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.inspections.tables import PLACE, InspectionTable
from rounds.models import Organization
from rounds.place.columns import round_column


class OrganizationTable(tables.Table):
    name = tables.LinkColumn(order_by=("name_key",))
    category = tables.Column()
    level = tables.Column()
    district = tables.Column()
    secretary = tables.Column()
    times = tables.NumberColumn(verbose_name=_("Times inspected"))
    last_entered_on = tables.DateColumn(verbose_name=_("Last entered on"))

    class Meta:
        model = Organization
        fields = ("name", "category", "level", "district", "secretary", "times", "last_entered_on")


class InspectionsOfOrganization(InspectionTable):
    """When an organization was inspected, on its page."""

    round = round_column(PLACE, tables.LinkColumn)

    class Meta:
        exclude = ("organization",)
        sequence = ("round", "team", "kind", "mode", "entered_on", "left_on", "fed_back_on", "status")
        orderable = False
