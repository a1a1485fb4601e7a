"""Columns of letters, proposals, templates and rules, for page, fragment, workbook and the monthly report."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import (
    Letter,
    LetterFact,
    LetterProposal,
    LetterProposalFact,
    LetterRule,
    LetterTemplate,
)
from rounds.place.columns import organization_column, round_column
from rounds.place.lookups import Place


class LetterTable(tables.Table):
    number = tables.LinkColumn()
    kind = tables.ShortColumn()
    organization = tables.Column(order_by=("organization__name_key",))
    issued_on = tables.DateColumn()
    text = tables.TextColumn(orderable=False, hidden=True)
    receipted_on = tables.DateColumn()
    light = tables.LightColumn(
        accessor="answer_due_on", done="is_done", day="answer_due_on", verbose_name=_("Time left")
    )
    answered_on = tables.DateColumn()
    final_on = tables.DateColumn(ahead=True, hidden=True)
    answer_due_on = tables.DateColumn(ahead=True, hidden=True)
    answer = tables.TextColumn(orderable=False, hidden=True, since="answered_on")

    class Meta:
        model = Letter
        fields = ()
        row_attrs = {"class": lambda record: "is-overdue" if record.is_overdue else ""}


class ProposalTable(tables.Table):
    kind = tables.LinkColumn()
    organization = organization_column(Place(), verbose_name=_("Party organization"))
    round = round_column(Place())
    proposed_on = tables.DateColumn()
    reasons = tables.TextColumn(orderable=False, verbose_name=_("Facts"))
    state = tables.ShortColumn(orderable=False, verbose_name=_("State"))
    dismissed_why = tables.TextColumn(orderable=False, hidden=True)

    class Meta:
        model = LetterProposal
        fields = ()


def list_behind(record: LetterProposalFact) -> str:
    """The list of what a fact counts."""
    listed = "rectification:letters" if record.fact == LetterFact.UNANSWERED else "rectification:items"
    return f"{reverse(listed)}?fact={record.pk}"


class FactsOfProposal(tables.EmbeddedTable):
    """What speaks for one letter."""

    place = tables.NumberColumn(verbose_name=_("No."))
    words = tables.Column(verbose_name=_("Fact"))
    count = tables.Column(verbose_name=_("How many"), linkify=list_behind)

    class Meta:
        model = LetterProposalFact
        fields = ()


class TemplateTable(tables.Table):
    kind = tables.LinkColumn()
    in_force_on = tables.DateColumn()
    text = tables.TextColumn(orderable=False)

    class Meta:
        model = LetterTemplate
        fields = ()


class RuleTable(tables.Table):
    kind = tables.Column(orderable=False)
    fact = tables.LinkColumn(orderable=False)
    threshold = tables.ShortColumn(verbose_name=_("Proposed from"), orderable=False)
    measure = tables.Column(verbose_name=_("Counted as"), orderable=False)
    in_force_on = tables.DateColumn()

    class Meta:
        model = LetterRule
        fields = ()
