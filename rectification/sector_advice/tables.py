"""Columns of advice to departments, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import SectorAdvice
from rounds.place.columns import organization_column, round_column, team_column
from rounds.place.lookups import Place

OF_OFFICE = ("round", "team", "organization")
"""What tells of an inspection: for the office and the leading group, never the department."""


class SectorAdviceTable(tables.Table):
    """The columns offices keep (移交职能部门建议清单), and how far each is."""

    number = tables.LinkColumn()
    title = tables.TextColumn(orderable=False)
    round = round_column(Place(), hidden=True)
    team = team_column(Place(), hidden=True)
    organization = organization_column(Place())
    body = tables.Column(order_by=("body__name",))
    sent_on = tables.DateColumn()
    amount = tables.NumberColumn()
    light = tables.LightColumn(
        accessor="answer_due_on", done="is_done", instead="awaits", day="answer_due_on", verbose_name=_("Time left")
    )
    receipted_on = tables.DateColumn(hidden=True)
    answered_on = tables.DateColumn()
    handling = tables.TextColumn(orderable=False, hidden=True, since="answered_on")
    used = tables.TextColumn(orderable=False, hidden=True, since="answered_on")
    accepted_on = tables.DateColumn(hidden=True)
    state = tables.ShortColumn(orderable=False, verbose_name=_("State"))

    class Meta:
        model = SectorAdvice
        fields = ()
        row_attrs = {"class": lambda record: "is-overdue" if record.is_overdue else ""}
