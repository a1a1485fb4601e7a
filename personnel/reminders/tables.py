"""Columns of reminder rules, and of what is owed with when it was urged last."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import ReminderRule, threshold_words
from rounds.deadlines.tables import ObligationTable


class UrgedTable(ObligationTable):
    """Who owes what by when, and when they were urged last."""

    tick = tables.TickColumn()
    last_urged_on = tables.DateColumn(verbose_name=_("Urged on"))

    class Meta(ObligationTable.Meta):
        sequence = ("tick", "...")


class ReminderRuleTable(tables.Table):
    """Thresholds."""

    days_left = tables.Column(verbose_name=_("Remind when"))
    audience = tables.Column(orderable=False)
    buttons = tables.ButtonsColumn("personnel/_reminder_rule_buttons.html")

    class Meta:
        model = ReminderRule
        fields = ()

    def render_days_left(self, value):
        """In words."""
        return threshold_words(value)
