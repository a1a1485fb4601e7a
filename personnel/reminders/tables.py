"""Columns of reminder rules."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import ReminderRule, threshold_words


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
