"""Columns of party organizations, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui import tables
from rounds.inspections.tables import PLACE, InspectionTable
from rounds.models import FormerName, Organization, SecretaryTerm
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


class FormerNamesOfOrganization(tables.EmbeddedTable):
    """What an organization was called before, on its page."""

    name = tables.Column(verbose_name=_("Former name"))
    from_on = tables.DateColumn(verbose_name=_("borne from"))
    until_on = tables.DateColumn(verbose_name=_("borne until"))

    class Meta:
        model = FormerName
        fields = ("name", "from_on", "until_on")


class SecretariesOfOrganization(tables.EmbeddedTable):
    """Its party secretaries, the present one first, with what each took over."""

    name = tables.Column(verbose_name=pgettext_lazy("of an organization", "Party secretary"))
    from_on = tables.DateColumn(verbose_name=_("secretary from"))
    until_on = tables.DateColumn(verbose_name=_("secretary until"))
    handover = tables.TextColumn(verbose_name=_("duties taken over"), whole=True)

    class Meta:
        model = SecretaryTerm
        fields = ("name", "from_on", "until_on", "handover")
