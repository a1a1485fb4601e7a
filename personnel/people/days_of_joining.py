"""When somebody joined a pool, as a ledger tells it: taken over where an earlier one left it out, else it stays.

Days of leaving are told and stay: who is in a pool leaves it by a step of its own.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from core.access.reach import Actor
from core.ledgers.comparing import differences, staying
from core.trail.recording import acting
from core.workbook.read_rows import Difference, Row
from personnel.models import PoolMembership


def memberships_undated(row: Row, known: Iterable[PoolMembership]) -> list[PoolMembership]:
    """Of the person's memberships those the row is about, if it tells the day of joining and nobody recorded it."""
    alike = [each for each in known if each.left_on == row["left_on"]] if row["joined_on"] else []
    return [each for each in alike if each.lacks_day("joined_on")]


def days_that_stay(row: Row, known: Sequence[PoolMembership]) -> list[Difference]:
    """The days of joining and leaving, where the row tells others than are recorded; no ledger changes them."""
    alike = [each for each in known if each.left_on == row["left_on"]] or known
    told = {"joined_on": row["joined_on"], "left_on": row["left_on"]}
    stored = {
        name: day if day in {getattr(each, name) for each in alike} else getattr(alike[-1], name)
        for name, day in told.items()
        if alike
    }
    return staying(differences(row, stored))


def record_days_of_joining(told: Iterable[tuple[PoolMembership, date]], *, by: Actor) -> None:
    """Enter when these memberships began, where nobody recorded it."""
    by_day: dict[date, list[int]] = {}
    for membership, on in told:
        by_day.setdefault(on, []).append(membership.pk)
    with acting(by):
        for on, keys in by_day.items():
            PoolMembership.objects.visible_to(by).filter(pk__in=keys, joined_on=None).update(joined_on=on)
