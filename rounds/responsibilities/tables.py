"""Columns of meetings and rules, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.models import AdoptedRule, Meeting


class MeetingTable(tables.Table):
    held_on = tables.DateColumn(linkify=tables.record_url)
    kind = tables.ShortColumn()
    heard = tables.Column(accessor="rounds_in_words", verbose_name=_("Rounds heard"), orderable=False)
    agenda = tables.TextColumn(orderable=False)
    decisions = tables.TextColumn(orderable=False)

    class Meta:
        model = Meeting
        fields = ("held_on", "kind", "heard", "agenda", "decisions")


class AdoptedRuleTable(tables.Table):
    title = tables.LinkColumn()
    number = tables.ShortColumn()
    body = tables.ShortColumn()
    in_force_on = tables.DateColumn()
    replaces = tables.Column(orderable=False)
    repealed_on = tables.DateColumn()

    class Meta:
        model = AdoptedRule
        fields = ("title", "number", "body", "in_force_on", "replaces", "repealed_on")
