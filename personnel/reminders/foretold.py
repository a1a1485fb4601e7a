"""How many reminders duties would bring that are not written yet, as the sweeps of the days to come would."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q

from personnel.models import Recusal, ReminderRule, Seat, User
from rounds.deadlines import kinds
from rounds.models import Obligation

COMING_DAYS = 30


def reminders_foretold(owed: Iterable[Obligation], on: date, days: int = COMING_DAYS) -> tuple[int, int]:
    """The reminders that the next sweep and those of the `days` after would write of these, and to how many people.

    Whoever must stand aside from the organization is left out, as by the sweep.
    """
    owed = list(owed)
    rules = list(ReminderRule.objects.all()) if owed else []
    running = [(each, list(_passed(each, rules, on, days))) for each in owed]
    standing = _seats({_owner(each) for each, _audiences in running}, on)
    barred = _barred({_about(each) for each, _audiences in running})
    amount, people = 0, set()
    for each, audiences in running:
        for audience in audiences:
            told = {account for circle in ReminderRule.CIRCLES[audience] for account in standing[_owner(each), circle]}
            told -= barred[_about(each)]
            amount += len(told)
            people |= told
    return amount, len(people)


def _owner(owed: Obligation) -> tuple[str, int]:
    return str(kinds.kind_of(owed.node).owner), owed.organization_id or owed.body_id or 0


def _about(owed: Obligation) -> int | None:
    return owed.inspection.organization_id if owed.inspection else owed.organization_id


def _barred(organizations: set[int | None]) -> dict[int | None, set[int]]:
    """By organization, the accounts that stand, or ever stood, for who must stand aside from it."""
    recused = Recusal.objects.in_force().filter(organization__in=organizations - {None})
    people = defaultdict(set)
    for person, organization in recused.values_list("person", "organization"):
        people[person].add(organization)
    barred = defaultdict(set)
    for person, account in User.pgh_event_model.objects.filter(person__in=people).values_list("person", "pgh_obj"):
        for organization in people[person]:
            barred[organization].add(account)
    return barred


def _passed(owed: Obligation, rules: list[ReminderRule], on: date, days: int) -> Iterator[str]:
    """The audience of each threshold: the latest that has passed, and those that pass in the days to come."""
    fitting = [rule for rule in rules if rule.days_left <= 0 or rule.days_left < (owed.due_on - owed.from_on).days]
    passing = {rule: owed.due_on - timedelta(days=rule.days_left) for rule in fitting}
    day_of = {rule: day for rule, day in passing.items() if rule.holds_on(day)}
    if before := [rule for rule, day in day_of.items() if day <= on]:
        yield max(before, key=day_of.__getitem__).audience
    yield from (rule.audience for rule, day in day_of.items() if on < day <= on + timedelta(days=days))


def _seats(owners: set[tuple[str, int]], on: date) -> dict[tuple[tuple[str, int], int], set[int]]:
    """The accounts that stand for these owners on that day, by owner and circle."""
    held = (Q(since=None) | Q(since__lte=on)) & (Q(until=None) | Q(until__gt=on))
    seats = Seat.objects.filter(
        held, owner__in={owner for owner, _key in owners}, owner_id__in={key for _owner, key in owners}
    )
    standing = defaultdict(set)
    for owner, key, circle, account in seats.values_list("owner", "owner_id", "circle", "account"):
        standing[(owner, key), circle].add(account)
    return standing
