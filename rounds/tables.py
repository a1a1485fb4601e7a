"""Columns of the lists of bodies, organizations, rounds, teams and inspections."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.models import Body, Inspection, Organization, Round, Team


class BodyTable(tables.Table):
    name = tables.LinkColumn()
    kind = tables.Column()

    class Meta:
        model = Body
        fields = ("name", "kind")


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


class RoundTable(tables.Table):
    number = tables.LinkColumn(verbose_name=_("Round"))
    term = tables.Column()
    kind = tables.Column()
    theme = tables.TextColumn()
    team_count = tables.NumberColumn(verbose_name=_("Teams"))
    organization_count = tables.NumberColumn(verbose_name=_("Party organizations"))
    approved_on = tables.DateColumn(hidden=True)
    starts_on = tables.DateColumn()
    field_ends_on = tables.DateColumn(hidden=True)
    field_ended_on = tables.DateColumn()
    status = tables.StatusColumn()

    class Meta:
        model = Round
        fields = (
            "number",
            "term",
            "kind",
            "theme",
            "team_count",
            "organization_count",
            "approved_on",
            "starts_on",
            "field_ends_on",
            "field_ended_on",
            "status",
        )

    def render_number(self, record):
        return str(record)


class TeamTable(tables.Table):
    number = tables.LinkColumn(verbose_name=_("Team"))
    round = tables.Column(order_by=("round__number",))
    formed_on = tables.DateColumn()
    dissolved_on = tables.DateColumn()
    organization_count = tables.NumberColumn(verbose_name=_("Party organizations"))
    phone = tables.Column(hidden=True)
    place = tables.TextColumn()

    class Meta:
        model = Team
        fields = ("number", "round", "formed_on", "dissolved_on", "organization_count", "phone", "place")

    def render_number(self, record):
        return str(record)


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


class InspectionsOfTeam(InspectionTable):
    """The organizations of one team, on its page."""

    class Meta:
        exclude = ("round", "team")
        orderable = False


class InspectionsOfOrganization(InspectionTable):
    """When an organization was inspected, on its page."""

    round = tables.LinkColumn(accessor="team__round", verbose_name=_("Round"))

    class Meta:
        exclude = ("organization",)
        sequence = ("round", "team", "kind", "entered_on", "left_on", "fed_back_on", "status")
        orderable = False
