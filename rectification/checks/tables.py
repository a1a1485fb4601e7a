"""Columns of checks on site, of groups and of their visits, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import CheckResult, SupervisionGroup, SupervisionVisit
from rounds.place.columns import round_column
from rounds.place.lookups import Place


class CheckTable(tables.Table):
    """Checks on site."""

    item = tables.LinkColumn(linkify=lambda record: record.item.get_absolute_url(), orderable=False)
    checked_on = tables.DateColumn()
    checkers = tables.Column(orderable=False)
    place = tables.Column(hidden=True)
    verdict = tables.StatusColumn()
    opinion = tables.TextColumn(orderable=False)

    class Meta:
        model = CheckResult
        fields = ()


class GroupTable(tables.Table):
    """Joint supervision groups."""

    name = tables.LinkColumn()
    chief = tables.Column(orderable=False)
    formed_on = tables.DateColumn()
    ends_on = tables.DateColumn(ahead=True)
    focus = tables.TextColumn(orderable=False, hidden=True)

    class Meta:
        model = SupervisionGroup
        fields = ()


class VisitsOfGroup(tables.EmbeddedTable):
    """The plan of one group: which organization on which day."""

    planned_on = tables.DateColumn(verbose_name=_("Day of the visit"), ahead=True)
    organization = tables.Column(
        accessor="inspection__organization", verbose_name=_("Party organization"), linkify=tables.record_url
    )
    kind = tables.ShortColumn(verbose_name=_("Kind of visit"))
    light = tables.LightColumn(accessor="planned_on", done="is_settled", day="planned_on", verbose_name=_("Time left"))
    visited_on = tables.DateColumn(verbose_name=_("Visited on"))

    class Meta:
        model = SupervisionVisit
        fields = ()


class VisitTable(tables.Table):
    """Visits of joint groups, planned and made."""

    organization = tables.Column(
        accessor="inspection__organization",
        order_by=(Place().organization_name_key,),
        verbose_name=_("Party organization"),
        linkify=tables.record_url,
    )
    round = round_column(Place())
    kind = tables.ShortColumn()
    group = tables.Column(orderable=False)
    planned_on = tables.DateColumn(ahead=True, hidden=True)  # the day of the light
    light = tables.LightColumn(accessor="planned_on", done="is_settled", day="planned_on", verbose_name=_("Time left"))
    visited_on = tables.DateColumn()
    opinion = tables.TextColumn(orderable=False, hidden=True, since="visited_on")
    survey_sent = tables.NumberColumn(hidden=True, since="visited_on")
    survey_returned = tables.NumberColumn(hidden=True, since="visited_on")
    very_satisfied = tables.NumberColumn(hidden=True, since="visited_on")
    satisfied = tables.NumberColumn(hidden=True, since="visited_on")
    basically_satisfied = tables.NumberColumn(hidden=True, since="visited_on")
    dissatisfied = tables.NumberColumn(hidden=True, since="visited_on")

    class Meta:
        model = SupervisionVisit
        fields = ()
        row_attrs = {"class": lambda record: "is-overdue" if record.is_overdue else ""}
