"""Columns of the ledgers, declared once for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import (
    CheckResult,
    CloseOut,
    DeadlineRule,
    HandOver,
    Item,
    Obligation,
    ReminderRule,
    threshold_words,
)

ORGANIZATION = "hand_over__inspection__organization"
TEAM = "hand_over__inspection__team"


def _overdue(record) -> str:
    return "is-overdue" if record.is_overdue else ""


class HandOverTable(tables.Table):
    """Hand-overs: who was handed what, and how far it is."""

    organization = tables.LinkColumn(accessor="inspection__organization", verbose_name=_("Party organization"))
    round = tables.Column(accessor="inspection__team__round", verbose_name=_("Round"))
    team = tables.Column(accessor="inspection__team", verbose_name=_("Team"), order_by="inspection__team__number")
    status = tables.StatusColumn(accessor="status")
    item_count = tables.NumberColumn(verbose_name=_("Items"))
    closed_count = tables.NumberColumn(verbose_name=_("Closed out"))
    delivered_on = tables.DateColumn()
    signed_on = tables.DateColumn(hidden=True)
    plan_accepted_on = tables.DateColumn(hidden=True)
    focus_ends_on = tables.LightColumn(verbose_name=_("Focused rectification"), done="is_closed")

    class Meta:
        model = HandOver
        fields = ()


class ItemTable(tables.Table):
    """The ledger of items: the four ledgers in one row."""

    number = tables.LinkColumn(verbose_name=_("No."))
    organization = tables.Column(
        accessor=ORGANIZATION, order_by=f"{ORGANIZATION}__name_key", verbose_name=_("Party organization")
    )
    round = tables.Column(accessor=f"{TEAM}__round", order_by=f"{TEAM}__round__number", verbose_name=_("Round"))
    team = tables.Column(accessor=TEAM, order_by=f"{TEAM}__number", verbose_name=_("Team"))
    category = tables.Column(accessor="finding__category__title", verbose_name=_("Category"))
    text = tables.TextColumn(accessor="finding__text", verbose_name=_("Problem"), orderable=False)
    deadline_kind = tables.Column(hidden=True)
    status = tables.StatusColumn()
    light = tables.LightColumn(accessor="due_on", done="is_closed", verbose_name=_("Time left"))
    due_on = tables.DateColumn()
    completion = tables.Column()
    leader = tables.Column(hidden=True)
    department = tables.Column(hidden=True)
    goal = tables.TextColumn(hidden=True, orderable=False)
    rules_made = tables.NumberColumn(hidden=True)
    funds_recovered = tables.MoneyColumn(verbose_name=_("Losses recovered"), hidden=True)
    finding = tables.Column(accessor="finding__number", verbose_name=_("Finding"), hidden=True)
    delivered_on = tables.DateColumn(accessor="hand_over__delivered_on", hidden=True)
    closed_on = tables.DateColumn(hidden=True)

    class Meta:
        model = Item
        fields = ()
        row_attrs = {"class": _overdue}


class CheckTable(tables.Table):
    """Checks on site."""

    item = tables.LinkColumn(linkify=lambda record: record.item.get_absolute_url(), orderable=False)
    checked_on = tables.DateColumn()
    checkers = tables.Column(orderable=False)
    place = tables.Column(hidden=True)
    verdict = tables.StatusColumn()
    opinion = tables.TextColumn(orderable=False)

    class Meta:
        model = CheckResult
        fields = ()


class CloseOutTable(tables.Table):
    """Applications for a close-out and the decisions on them."""

    item = tables.LinkColumn(linkify=lambda record: record.item.get_absolute_url(), orderable=False)
    applied_on = tables.DateColumn()
    applied_by = tables.Column(orderable=False)
    statement = tables.TextColumn(orderable=False)
    decision = tables.Column(empty_values=(), verbose_name=_("Decision"))
    decided_on = tables.DateColumn()
    decided_by = tables.Column(orderable=False)
    opinion = tables.TextColumn(orderable=False, hidden=True)

    class Meta:
        model = CloseOut
        fields = ()

    def render_decision(self, record):
        """An application without a decision waits for one."""
        return record.get_decision_display() or _("Awaiting the decision")

    value_decision = render_decision


class ObligationTable(tables.Table):
    """Who owes what by when."""

    title = tables.LinkColumn(orderable=False)
    owner = tables.Column(orderable=False, verbose_name=_("Who owes"))
    inspected = tables.Column(
        accessor="inspection__organization", orderable=False, hidden=True, verbose_name=_("Inspected organization")
    )
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
