"""Columns of reminder rules and of reminders to come, and of what is owed with when it was urged last."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui import tables
from personnel.models import ComingReminder, ReminderRule, threshold_words
from rounds.deadlines.tables import ObligationTable


class UrgedTable(ObligationTable):
    """Who owes what by when, and when they were urged last."""

    tick = tables.TickColumn()
    last_urged_on = tables.DateColumn(verbose_name=_("Urged on"))

    class Meta(ObligationTable.Meta):
        sequence = (
            "tick",
            "title",
            "owner",
            "inspected",
            "node",
            "from_on",
            "due_on",
            "light",
            "rest",
            "last_urged_on",
            "...",
        )


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


class ComingTable(tables.Table):
    """What will be reminded of, when, why and whom."""

    day = tables.DateColumn()
    title = tables.LinkColumn(accessor="obligation__told", orderable=False, verbose_name=_("What is owed"))
    owner = tables.NameColumn(accessor="obligation__owner", orderable=False, verbose_name=_("Who owes"))
    node = tables.Column(accessor="obligation__node", hidden=True)
    due_on = tables.DateColumn(accessor="obligation__due_on")
    threshold = tables.Column(accessor="why", order_by="-threshold", verbose_name=pgettext_lazy("reminder", "Why"))
    told = tables.TextColumn(accessor="told_in_words", orderable=False, verbose_name=_("Who is told"))

    class Meta:
        model = ComingReminder
        fields = ()
