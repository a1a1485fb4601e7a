"""Columns of reminder rules and of reminders to come, and of what is owed with when it was urged last."""

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import ComingReminder, ReminderRule, threshold_words
from rounds.deadlines.tables import ObligationTable
from rounds.models import Obligation


class UrgedTable(ObligationTable):
    """Who owes what by when, and when they were urged last."""

    tick = tables.TickColumn()
    course = tables.LinkColumn(
        accessor="pk",
        linkify=lambda record: reverse("personnel:obligation", args=[record.pk]),
        orderable=False,
        exclude_from_export=True,
        verbose_name=_("Course of it"),
    )
    last_urged_on = tables.DateColumn(verbose_name=_("Urged on"))

    class Meta(ObligationTable.Meta):
        sequence = (
            "tick",
            "title",
            "course",
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

    def render_course(self, value):
        """The words that open its page."""
        return gettext("Look at it")


class CourseTable(tables.EmbeddedTable):
    """What became of one thing owed, by people: urged, paused, resumed, the latest first."""

    day = tables.DateColumn(verbose_name=_("Day"))
    what = tables.TextColumn(verbose_name=_("What happened"))
    by = tables.NameColumn(verbose_name=_("By whom"))
    why = tables.TextColumn(verbose_name=_("Reason or words"))

    class Meta:
        model = Obligation
        fields = ()


class ReminderRuleTable(tables.Table):
    """Thresholds."""

    days_left = tables.Column(verbose_name=_("Remind when"))
    audience = tables.Column(orderable=False)
    since = tables.DateColumn(verbose_name=_("Holds from"))
    buttons = tables.ButtonsColumn("personnel/_reminder_rule_buttons.html")

    class Meta:
        model = ReminderRule
        fields = ()

    def render_days_left(self, value):
        """In words."""
        return threshold_words(value)


class ForeseenReminderTable(tables.EmbeddedTable):
    """Duties whose reminders a rule would change, with whom they tell as the rules stand and would tell."""

    title = tables.LinkColumn(
        accessor="obligation__told",
        linkify=lambda record: record.obligation.get_absolute_url(),
        verbose_name=_("What is owed"),
    )
    owner = tables.NameColumn(accessor="obligation__owner", verbose_name=_("Who owes"))
    day = tables.DateColumn(verbose_name=_("reminded on"))
    old = tables.TextColumn(verbose_name=_("Told as the rules stand"))
    new = tables.TextColumn(verbose_name=_("Told by the new rule"))


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
