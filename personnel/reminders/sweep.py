"""Reminders: one sweep finds every obligation whose threshold has passed and tells those concerned, once.

The sweep is a few SQL statements over ranges of keys, so that it costs the same memory for a thousand obligations and
for a million. It looks for thresholds that *have passed*, not for those of today: a week without a worker loses
nothing, and of several thresholds missed only the latest is sent. A reminder is written before anything is sent, with
its notice in the same statement, and the database holds it unique on (obligation, threshold, due date, recipient): two
sweeps at once write nothing twice, and a new due date is reminded of anew.
"""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, Min
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.workdays.reckoning import today
from personnel.models import ReminderRule
from personnel.reminders.sweep_sql import COUNT, WRITE
from rounds.deadlines import kinds
from rounds.models import Obligation

KIND = "reminder"
"""The kind of notice that a reminder is."""
STRETCH = 20_000
"""How many keys one transaction covers."""


@dataclass
class SweepReport:
    """What one sweep wrote (or, as a dry run, would write): reminders and obligations by threshold."""

    on: date
    dry_run: bool = False
    by_threshold: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def written(self) -> int:
        """How many reminders, and as many notices."""
        return sum(reminders for reminders, _obligations in self.by_threshold.values())

    def add(self, threshold: int, reminders: int, obligations: int) -> None:
        """Add what one stretch of keys gave."""
        before = self.by_threshold.get(threshold, (0, 0))
        self.by_threshold[threshold] = (before[0] + reminders, before[1] + obligations)


def sweep(on: date | None = None, dry_run: bool = False) -> SweepReport:
    """Remind of everything that has passed a threshold by the day `on` and was not reminded of yet.

    At the widest audience it goes one level up, whoever owes (docs/domain.md, reminders).

    Obligations met, cancelled, paused or unchecked are passed over; disabled accounts and people recused from the
    organization are told nothing.
    """
    report = SweepReport(on or today(), dry_run)
    furthest = ReminderRule.objects.aggregate(most=Max("days_left"))["most"]
    if furthest is None:
        return report
    given = {
        "on": report.on,
        "horizon": report.on + timedelta(days=furthest),
        "now": timezone.now(),
        "owners": json.dumps(kinds.owners()),
        "circles": json.dumps(ReminderRule.CIRCLES),
        "kind": KIND,
        "page": reverse("rounds:obligation", args=[0]),
        "words": _words(),
        "house": settings.LANGUAGE_CODE,
    }
    for first, last in _stretches(given["horizon"]):
        for row in _run(COUNT if dry_run else WRITE, given | {"first": first, "last": last}):
            report.add(*row)
    return report


def _stretches(horizon: date):
    """Ranges of keys that together hold every open obligation due by the horizon."""
    ends = Obligation.objects.open().filter(due_on__lte=horizon).aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return
    for first in range(ends["first"], ends["last"] + 1, STRETCH):
        yield first, first + STRETCH - 1


def _run(statement: str, given: dict) -> list[tuple[int, int, int]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()


def _words() -> str:
    """The sentences a notice is made of, in each language people read.

    They name the day, not the days left: a mail may be sent and read days later.
    """
    return json.dumps({code: _sentences(code) for code, _name in settings.LANGUAGES})


def _sentences(code: str) -> dict[str, str]:
    with translation.override(code):
        return {
            "due": _("Due on {day}: {title}"),
            "late": _("Overdue, was due on {day}: {title}"),
        }
