"""Columns of forwarded reports, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import ForwardedReport
from rounds.place.columns import organization_column, round_column, team_column
from rounds.place.lookups import Place

OF_FORWARDED = Place("hand_over__inspection")


class ForwardedReportTable(tables.Table):
    """Reports on whom, forwarded to whom, by when something is owed, and how far each is."""

    organization = organization_column(OF_FORWARDED, tables.LinkColumn, linkify=tables.record_url)
    round = round_column(OF_FORWARDED)
    team = team_column(OF_FORWARDED, hidden=True)
    body = tables.Column(order_by=("body__name",))
    sent_on = tables.DateColumn()
    owed_on = tables.LightColumn(verbose_name=_("Time left"), done="is_settled", day="owed_on")
    signed_on = tables.DateColumn()
    opinion_on = tables.DateColumn()
    taken_up = tables.TextColumn(orderable=False, hidden=True)
    opinion = tables.TextColumn(orderable=False, hidden=True)
    number = tables.Column(orderable=False, hidden=True)
    copies = tables.NumberColumn(orderable=False, hidden=True)
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        model = ForwardedReport
        fields = ()
