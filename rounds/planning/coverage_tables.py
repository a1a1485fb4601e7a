"""Columns of the board of coverage."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.models import InspectionKind, Organization, Round
from rounds.planning.coverage import Coverage


class CoverageColumn(tables.Column):
    """How far an organization is covered, in words."""

    def render(self, value):
        return Coverage(value).label

    def value(self, **kwargs):
        return str(Coverage(kwargs["value"]).label)


class VisitsColumn(tables.Column):
    """The rounds in which it was inspected or is to be: a box for each round of the board, and in words."""

    kind = "visits"

    def render(self, value, table):
        boxes = {inspection.team.round_id: _box(inspection) for inspection in value}
        row = format_html_join("", "{}", ((boxes.get(round.pk, NO_BOX),) for round in table.rounds))
        shown = format_html('<span class="visits" aria-hidden="true">{}</span>', row)
        return shown + format_html('<span class="visually-hidden">{}</span>', self.value(value=value))

    def value(self, **kwargs):
        return "；".join(_visit(inspection) for inspection in kwargs["value"])


NO_BOX = format_html("<i>{}</i>", "·")


def _box(inspection):
    """The number of the round, and a sign where it is a look-back or was only planned."""
    sign = "↺" if inspection.kind == InspectionKind.LOOK_BACK else ""
    css, sign = ("visit", sign) if inspection.was_entered else ("visit visit-planned", "…")
    return format_html(
        '<b class="{}" title="{}">{}{}</b>', css, _visit(inspection), inspection.team.round.number, sign
    )


def _visit(inspection) -> str:
    """One inspection: in which round, of which kind and, where it was not entered by then, that it is planned."""
    planned = "" if inspection.was_entered else f" {Coverage.PLANNED.label}"
    return f"{inspection.team.round} {inspection.get_kind_display()}{planned}"


class CoverageTable(tables.Table):
    """Organizations, and by boxes in which of the `rounds` of the board each was inspected."""

    rounds: Iterable[Round] = ()

    name = tables.LinkColumn(order_by=("name_key",))
    district = tables.Column()
    category = tables.Column()
    level = tables.Column(hidden=True)
    coverage = CoverageColumn(verbose_name=_("How far covered"))
    visits = VisitsColumn(verbose_name=_("Rounds"), orderable=False)
    times = tables.NumberColumn(verbose_name=_("Times inspected"), hidden=True)
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
