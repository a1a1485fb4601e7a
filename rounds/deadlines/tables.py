"""Columns of obligations and deadline rules, declared once for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.models import DeadlineRule, Obligation
from rounds.place.columns import organization_column
from rounds.place.lookups import Place


class ObligationTable(tables.Table):
    """Who owes what by when."""

    title = tables.LinkColumn(accessor="told", orderable=False, verbose_name=_("What is owed"))
    owner = tables.Column(orderable=False, verbose_name=_("Who owes"))
    inspected = organization_column(Place(), orderable=False, hidden=True)
    node = tables.Column(hidden=True)
    from_on = tables.DateColumn()
    due_on = tables.DateColumn()
    light = tables.LightColumn(accessor="due_on", done="is_settled", verbose_name=_("Time left"))
    met_on = tables.DateColumn(hidden=True)

    class Meta:
        model = Obligation
        fields = ()
        row_attrs = {"class": lambda record: "is-overdue" if record.is_overdue else ""}


class DeadlineRuleTable(tables.Table):
    """Limits of time, the latest first within each node."""

    node = tables.Column()
    amount = tables.NumberColumn()
    unit = tables.Column()
    effective_from = tables.DateColumn()
    source = tables.TextColumn(orderable=False)

    class Meta:
        model = DeadlineRule
        fields = ()
