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
    from_on = tables.DateColumn(hidden=True)
    due_on = tables.DateColumn()
    light = tables.LightColumn(
        accessor="due_on", done="is_settled", instead="words_for_light", verbose_name=_("Time left")
    )
    guess = tables.TextColumn(accessor="guess_words", orderable=False, verbose_name=_("How it was reckoned"))
    rest = tables.TextColumn(accessor="rest_words", orderable=False, verbose_name=_("How it stands"))
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


class RoundLimitTable(DeadlineRuleTable):
    """The limits of one round, with how it came to have each."""

    how_set = tables.Column(orderable=False, verbose_name=_("How it was set"))


class ForeseenTable(tables.EmbeddedTable):
    """Open duties that would be owed by another day, had a limit held when they began; none of them moves."""

    title = tables.LinkColumn(
        accessor="obligation__told",
        linkify=lambda record: record.obligation.get_absolute_url(),
        verbose_name=_("What is owed"),
    )
    owner = tables.Column(accessor="obligation__owner", verbose_name=_("Who owes"))
    from_on = tables.DateColumn(accessor="obligation__from_on", verbose_name=_("counted from"))
    stays = tables.DateColumn(verbose_name=_("Stays due on"))
    would_be = tables.DateColumn(verbose_name=_("By the new limit it would be"))

    class Meta:
        model = Obligation
        fields = ()


class ReckonedAnewTable(tables.EmbeddedTable):
    """Deadlines that move now that the holidays are entered: by when they were, and will be, owed."""

    title = tables.LinkColumn(
        accessor="obligation__told",
        linkify=lambda record: record.obligation.get_absolute_url(),
        verbose_name=_("What is owed"),
    )
    owner = tables.Column(accessor="obligation__owner", verbose_name=_("Who owes"))
    from_on = tables.DateColumn(accessor="obligation__from_on", verbose_name=_("counted from"))
    old = tables.DateColumn(verbose_name=_("Due until now"))
    new = tables.DateColumn(verbose_name=_("Due from now on"))

    class Meta:
        model = Obligation
        fields = ()
