"""Columns of the board of coverage."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.models import Organization
from rounds.planning.coverage import Coverage


class CoverageColumn(tables.Column):
    """How far an organization is covered, in words."""

    def render(self, value):
        return Coverage(value).label

    def value(self, **kwargs):
        return str(Coverage(kwargs["value"]).label)


class VisitsColumn(tables.TextColumn):
    """The rounds in which it was inspected or is to be."""

    def render(self, value):
        return "；".join(_visit(inspection) for inspection in value)

    def value(self, **kwargs):
        return self.render(kwargs["value"])


def _visit(inspection) -> str:
    """One inspection: in which round, of which kind and, where it was not entered yet, that it is planned."""
    planned = f" {inspection.get_status_display()}" if inspection.entered_on is None else ""
    return f"{inspection.team.round} {inspection.get_kind_display()}{planned}"


class CoverageTable(tables.Table):
    name = tables.LinkColumn(order_by=("name_key",))
    district = tables.Column()
    category = tables.Column()
    level = tables.Column(hidden=True)
    coverage = CoverageColumn(verbose_name=_("How far covered"))
    visits = VisitsColumn(verbose_name=_("Rounds"), orderable=False)
    times = tables.NumberColumn(verbose_name=_("Times inspected"))
    last_entered_on = tables.DateColumn(verbose_name=_("Last entered on"))

    class Meta:
        model = Organization
        fields = ("name", "district", "category", "level", "coverage", "visits", "times", "last_entered_on")


class Shares(tables.EmbeddedTable):
    """How far each of some groups is covered; `address(**filters)` leads to its organizations."""

    name = tables.Column()
    total = tables.NumberColumn(verbose_name=_("To be covered"))
    inspected = tables.NumberColumn(verbose_name=_("Inspected"))
    percent = tables.Column(verbose_name=_("Share"))
    looked_back = tables.NumberColumn(verbose_name=_("of these looked back on"))
    planned = tables.NumberColumn(verbose_name=_("Planned"))
    not_yet = tables.NumberColumn(verbose_name=_("Not yet"))

    def __init__(self, rows, *, address, **kwargs):
        self.address = address
        super().__init__(rows, **kwargs)


class SharesByDistrict(Shares):
    name = tables.Column(verbose_name=_("District"), linkify=lambda record, table: table.address(district=record.name))


class SharesByCategory(Shares):
    name = tables.Column(
        verbose_name=_("Organization category"), linkify=lambda record, table: table.address(category=record.name)
    )
