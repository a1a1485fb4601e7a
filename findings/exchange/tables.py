"""Columns of transfers, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from findings.models import Disposal, Outcome, Transfer
from rounds.place.columns import organization_column, round_column
from rounds.place.lookups import Place


class TransferTable(tables.Table):
    """Transfers: number of the lead, body, state and days."""

    number = tables.LinkColumn(accessor="lead__number", verbose_name=_("Lead"), linkify=tables.record_url)
    round = round_column(Place("lead__inspection"))
    organization = organization_column(Place("lead__inspection"))
    body = tables.Column(verbose_name=_("Receiving body"), order_by="body__name")
    sent_on = tables.DateColumn(verbose_name=_("Sent on"))
    acknowledged_on = tables.DateColumn(verbose_name=_("Acknowledged on"))
    due_on = tables.DateColumn(verbose_name=_("Result due on"))
    light = tables.LightColumn(
        accessor="next_due_on", order_by="due_on", done="is_concluded", verbose_name=_("Time left")
    )
    concluded_on = tables.DateColumn(verbose_name=_("Concluded on"))
    status = tables.StatusColumn(verbose_name=_("State"))


class TransfersOfLead(tables.EmbeddedTable):
    """To whom one lead was sent, and how far each is."""

    body = tables.LinkColumn(verbose_name=_("Receiving body"))
    sent_on = tables.DateColumn(verbose_name=_("Sent on"))
    acknowledged_on = tables.DateColumn(verbose_name=_("Acknowledged on"))
    light = tables.LightColumn(
        accessor="next_due_on", order_by="due_on", done="is_concluded", verbose_name=_("Time left")
    )
    concluded_on = tables.DateColumn(verbose_name=_("Concluded on"))
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        model = Transfer
        fields = ()


class DisposalsOfTransfer(tables.EmbeddedTable):
    """How the commission handles one lead."""

    method = tables.Column(verbose_name=_("Method of disposal"))
    decided_on = tables.DateColumn(verbose_name=_("Decided on"))
    note = tables.TextColumn(verbose_name=_("Note"), whole=True)
    reported_by = tables.Column(verbose_name=_("Reported by"))

    class Meta:
        model = Disposal
        fields = ()


class OutcomesOfTransfer(tables.EmbeddedTable):
    """What came of one lead."""

    kind = tables.Column(verbose_name=_("Outcome"))
    form = tables.Column(verbose_name=_("Form of the four"))
    count = tables.NumberColumn(verbose_name=_("Persons or cases"))
    decided_on = tables.DateColumn(verbose_name=_("Decided on"))
    note = tables.TextColumn(verbose_name=_("Note"), whole=True)

    class Meta:
        model = Outcome
        fields = ()
