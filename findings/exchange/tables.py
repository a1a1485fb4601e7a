"""Columns of transfers, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from findings.models import Disposal, Lead, Outcome, Transfer
from rounds.place.columns import organization_column, round_column, team_column
from rounds.place.lookups import Place

IN_OUTCOME = Place("transfer__lead__inspection")


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

    class Meta:
        model = Transfer
        fields = ()


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
    person = tables.Column(verbose_name=_("Person"))
    count = tables.NumberColumn(verbose_name=_("Persons or cases"))
    decided_on = tables.DateColumn(verbose_name=_("Decided on"))
    note = tables.TextColumn(verbose_name=_("Note"), whole=True)
    standing = tables.ShortColumn(accessor="standing_words", verbose_name=_("Correction"))
    why = tables.TextColumn(verbose_name=_("Reason"), whole=True)

    class Meta:
        model = Outcome
        fields = ()


class OutcomeTable(tables.Table):
    """What came of leads, without persons and without what the leads say."""

    number = tables.ShortColumn(accessor="transfer__lead__number", verbose_name=_("Lead"))
    round = round_column(IN_OUTCOME)
    organization = organization_column(IN_OUTCOME)
    body = tables.Column(accessor="transfer__body", verbose_name=_("Reporting body"), order_by="transfer__body__name")
    kind = tables.Column()
    form = tables.Column()
    count = tables.NumberColumn()
    decided_on = tables.DateColumn()

    class Meta:
        model = Outcome
        fields = ()


class ReferredLeadTable(tables.Table):
    """The leads that were referred, without names and content."""

    number = tables.ShortColumn()
    round = round_column(Place())
    team = team_column(Place())
    organization = organization_column(Place())
    discipline = tables.Column()
    suggestion = tables.Column()
    referred_on = tables.DateColumn()
    concluded_on = tables.DateColumn()

    class Meta:
        model = Lead
        fields = ()
