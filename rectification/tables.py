"""Columns of the ledgers, declared once for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import (
    DeadlineRule,
    Obligation,
    ReminderRule,
    threshold_words,
)
from rounds.place.columns import organization_column
from rounds.place.lookups import Place


def _overdue(record) -> str:
    return "is-overdue" if record.is_overdue else ""


class ObligationTable(tables.Table):
    """Who owes what by when."""

    title = tables.LinkColumn(orderable=False)
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
        row_attrs = {"class": _overdue}


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


class ReminderRuleTable(tables.Table):
    """Thresholds."""

    days_left = tables.Column(verbose_name=_("Remind when"))
    audience = tables.Column(orderable=False)
    buttons = tables.ButtonsColumn("rectification/_reminder_rule_buttons.html")

    class Meta:
        model = ReminderRule
        fields = ()

    def render_days_left(self, value):
        """In words."""
        return threshold_words(value)
