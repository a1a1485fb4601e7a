"""Columns of teams, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.inspections.tables import InspectionTable
from rounds.models import Team


class TeamTable(tables.Table):
    number = tables.LinkColumn(verbose_name=_("Team"))
    round = tables.Column(order_by=("round__number",))
    formed_on = tables.DateColumn()
    dissolved_on = tables.DateColumn()
    organization_count = tables.NumberColumn(verbose_name=_("Party organizations"))
    county = tables.Column(hidden=True)
    phone = tables.Column(hidden=True)
    place = tables.TextColumn()

    class Meta:
        model = Team
        fields = ("number", "round", "formed_on", "dissolved_on", "organization_count", "county", "phone", "place")

    def render_number(self, record):
        return str(record)


class InspectionsOfTeam(InspectionTable):
    """The organizations of one team, on its page."""

    class Meta:
        exclude = ("round", "team")
        orderable = False
