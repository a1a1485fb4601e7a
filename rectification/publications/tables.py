"""Columns of publications of results, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui import tables
from rectification.models import Publication
from rounds.place.columns import organization_column, round_column, team_column
from rounds.place.lookups import Place

OF_PUBLICATION = Place("hand_over__inspection")


class PublicationTable(tables.Table):
    """Whose result, to whom, by when; published where and when, or kept back on which ground with whose approval."""

    organization = organization_column(OF_PUBLICATION, tables.LinkColumn, linkify=tables.record_url)
    round = round_column(OF_PUBLICATION)
    team = team_column(OF_PUBLICATION, hidden=True)
    side = tables.ShortColumn()
    status = tables.StatusColumn(verbose_name=_("State"))
    light = tables.LightColumn(accessor="due_on", done="is_settled", orderable=False, verbose_name=_("Time left"))
    due_on = tables.DateColumn(hidden=True, orderable=False, verbose_name=_("Due on"))
    settled_on = tables.DateColumn(verbose_name=pgettext_lazy("publication", "Day"))
    channel = tables.ShortColumn(accessor="announcement__channel", verbose_name=_("Channel"))
    ground = tables.Column(accessor="announcement__ground", verbose_name=_("ground for not publishing"))
    approved_by = tables.Column(accessor="announcement__approved_by", hidden=True)
    link = tables.Column(accessor="announcement__link", hidden=True)

    class Meta:
        model = Publication
        fields = ()
