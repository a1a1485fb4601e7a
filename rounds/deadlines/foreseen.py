"""What a limit would mean before it is stated: by when things are owed, and would be, if it had held when they began.

Nothing moves by it. It is shown so that whoever states a limit sees whom it will concern.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core.access.reach import Actor
from core.workdays.reckoning import Calendar, add_limit
from rounds.models import DeadlineRule, Inspection, Obligation, Round

SHOWN = 10
"""Of the open duties that would be owed by another day, so many are listed."""


@dataclass(frozen=True)
class Foreseen:
    """An open duty: it stays at `stays`; by the new limit it would be `would_be`."""

    obligation: Obligation
    stays: date
    would_be: date


@dataclass(frozen=True)
class Outlook:
    """What the limit `rule` means as of now, told to one reader.

    `open` duties of the kind stand in its reach, `other` of them would be owed by another day, of which the first are
    `rows`; `elsewhere` stand in rounds with limits of their own. `expected` inspections have not come to this duty.
    A duty that begins on the first day of the limit is owed by `old` without it (None where no limit held), `new`
    with it.
    """

    rule: DeadlineRule
    open: int
    other: int
    elsewhere: int
    expected: int
    old: date | None
    new: date
    rows: list[Foreseen]

    @property
    def mark(self) -> str:
        """What somebody saw who agrees to it."""
        rule, told = self.rule, (self.open, self.other, self.elsewhere, self.expected, self.old, self.new)
        said = (rule.node, rule.amount, rule.unit, rule.effective_from, rule.source, rule.round_id)
        rows = [(each.obligation.pk, each.stays, each.would_be) for each in self.rows]
        return hashlib.sha256(repr((said, told, rows)).encode()).hexdigest()


def outlook(rule: DeadlineRule, user: Actor) -> Outlook:
    """What this limit, which is not saved yet, would mean for what the user sees."""
    calendar = Calendar()
    owed = Obligation.objects.visible_to(user).open().filter(node=rule.node, amount__isnull=False)
    owed = owed.filter(recounted_from=None)  # of one that was paused only the rest is counted, and by no rule
    within = _within(owed, rule, "inspection__team__round", "round")
    moved, amount = _moved(within, rule, calendar)
    first = within.filter(moved).select_related("organization", "body", "inspection__organization") if amount else []
    return Outlook(
        rule,
        open=within.count(),
        other=amount,
        elsewhere=0 if rule.round else owed.count() - within.count(),
        expected=_expected(rule, user).count(),
        old=_without(rule, calendar),
        new=_by(rule, rule.effective_from, calendar),
        rows=[Foreseen(each, each.due_on, _by(rule, each.from_on, calendar)) for each in first[:SHOWN]],
    )


def _within(rows: QuerySet, rule: DeadlineRule, *rounds: str) -> QuerySet:
    """Those of the rows that the limit reaches: of its round, or of those with no limit of their own for the kind."""
    if rule.round:
        ours = Q()
        for name in rounds:
            ours |= Q(**{name: rule.round})
        return rows.filter(ours)
    for name in rounds:
        own = DeadlineRule.objects.filter(node=rule.node, round=OuterRef(name))
        rows = rows.exclude(Exists(own))
    return rows


def _moved(rows: QuerySet, rule: DeadlineRule, calendar: Calendar) -> tuple[Q, int]:
    """Which of the rows would be owed by another day, and how many; reckoned once for each day they began on."""
    days = Counter()
    for began, due, amount in rows.order_by().values_list("from_on", "due_on").annotate(Count("pk")):
        if _by(rule, began, calendar) != due:
            days[began, due] = amount
    moved = Q(pk__in=[])
    for began, due in sorted(days)[:SHOWN]:
        moved |= Q(from_on=began, due_on=due)
    return moved, days.total()


def _expected(rule: DeadlineRule, user: Actor) -> QuerySet[Inspection]:
    """The inspections of rounds under way in its reach that have not come to this duty."""
    under_way = Inspection.objects.visible_to(user).exclude(team__round__status=Round.Status.ARCHIVED)
    begun = Obligation.objects.visible_to(user).filter(node=rule.node, inspection=OuterRef("pk"))
    return _within(under_way, rule, "team__round").exclude(Exists(begun))


def _without(rule: DeadlineRule, calendar: Calendar) -> date | None:
    held = DeadlineRule.objects.within(round=rule.round).filter(
        node=rule.node, effective_from__lte=rule.effective_from
    )
    before = held.first()
    return before and _by(before, rule.effective_from, calendar)


def _by(rule: DeadlineRule, on: date, calendar: Calendar) -> date:
    return add_limit(on, rule.amount, rule.unit, calendar=calendar)
