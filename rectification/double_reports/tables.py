"""Columns of reports as they were sent to their addressees, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui import tables
from rectification.models import ReportDelivery
from rounds.place.columns import organization_column, round_column, team_column
from rounds.place.lookups import Place

OF_DELIVERY = Place("report__hand_over__inspection")


class ReportDeliveryTable(tables.Table):
    """Reports: of whom, which of the two, signed when and how, sent to whom, received when."""

    organization = organization_column(OF_DELIVERY, tables.LinkColumn, linkify=tables.record_url)
    round = round_column(OF_DELIVERY)
    team = team_column(OF_DELIVERY, hidden=True)
    report = tables.Column(orderable=False, verbose_name=_("Which report"))
    signed_on = tables.DateColumn(accessor="report__signed_on", verbose_name=pgettext_lazy("report", "signed on"))
    way = tables.Column(accessor="report__way", verbose_name=pgettext_lazy("report", "how it was signed"))
    addressee = tables.Column(orderable=False, verbose_name=_("Addressee"))
    received_on = tables.DateColumn()
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        model = ReportDelivery
        fields = ()
