"""What a rule of reminders would mean before it is saved: who would be told in the days to come who is not told now.

What was written stays, and what has passed is not reminded of anew: a rule holds from the next day on. The database
counts it, in two statements, and the first few are told.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import DateField, ExpressionWrapper, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext

from core.access.reach import Actor
from personnel.models import ReminderRule, threshold_words
from personnel.reminders.foretold import COMING_DAYS
from personnel.reminders.rules import next_day
from personnel.reminders.seats import with_owner, with_told_by
from personnel.reminders.sweep_sql import FORESEEN
from rounds.models import Obligation

SHOWN = 10
"""Of the duties whose reminders change, so many are listed."""


@dataclass(frozen=True)
class ForeseenReminder:
    """A duty that passes the threshold on `day`: whom that tells as the rules stand, and whom it would tell."""

    obligation: Obligation
    day: date
    old: str
    new: str


@dataclass(frozen=True)
class ReminderOutlook:
    """What it means, as of now and told to one reader, that from `since` to `until` the threshold tells `new`.

    Until now it tells `old`; "" where there is no rule. `more` reminders are written for `with_more` duties, `fewer`
    for `with_fewer`; `with_others` duties are among both: other people are told. `passed` duties passed the
    threshold before: nothing is sent for them.
    """

    days_left: int
    old: str
    new: str
    since: date
    until: date
    more: int
    with_more: int
    fewer: int
    with_fewer: int
    with_others: int
    passed: int
    rows: list[ForeseenReminder]

    @property
    def threshold(self) -> str:
        """In words."""
        return threshold_words(self.days_left)

    @property
    def changes_nothing(self) -> bool:
        """Whether this is the rule that stands."""
        return self.old == self.new

    @property
    def old_label(self) -> str | Promise:
        """Who is told until now, in words; "" for nobody."""
        return _label(self.old)

    @property
    def new_label(self) -> str | Promise:
        """Who would be told, in words; "" for nobody."""
        return _label(self.new)

    @property
    def mark(self) -> str:
        """What somebody saw who agrees to it."""
        said = (self.days_left, self.old, self.new, self.since, self.more, self.with_more, self.fewer, self.with_fewer)
        rows = [(each.obligation.pk, each.day, each.old, each.new) for each in self.rows]
        return hashlib.sha256(repr((said, self.with_others, self.passed, rows)).encode()).hexdigest()


def outlook(days_left: int, audience: str, user: Actor) -> ReminderOutlook:
    """What it would mean to tell this audience at the threshold, or nobody by "", of the duties that the user sees."""
    standing = ReminderRule.objects.standing().filter(days_left=days_left).values_list("audience", flat=True).first()
    old, since = standing or "", next_day()
    until = since + timedelta(days=COMING_DAYS - 1)
    fitting = _fitting(Obligation.objects.visible_to(user).running(), days_left)
    passing = with_owner(fitting.filter(due_on__range=(_due(days_left, since), _due(days_left, until))))
    passed = fitting.filter(due_on__lt=_due(days_left, since))
    return ReminderOutlook(
        days_left,
        old,
        audience,
        since,
        until,
        *_counted(passing, days_left, old, audience),
        passed.count(),
        _shown(passing, days_left, old, audience) if old != audience else [],
    )


def _fitting(rows: QuerySet[Obligation], days_left: int) -> QuerySet[Obligation]:
    """Those whose whole limit is longer than the threshold, as the sweep takes them."""
    return rows if days_left <= 0 else rows.filter(due_on__gt=F("from_on") + timedelta(days=days_left))


def _due(days_left: int, day: date) -> date:
    """The due day of what passes the threshold on this day."""
    return day + timedelta(days=days_left)


def _counted(passing: QuerySet[Obligation], days_left: int, old: str, new: str) -> tuple[int, ...]:
    told = passing.order_by().values_list("pk", "due_on", "about_id", "owner_kind", "owner_id")
    sql, parameters = told.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(FORESEEN.format(passing=sql), [*parameters, _circles(old), _circles(new), days_left])
        return cursor.fetchone()


def _shown(passing: QuerySet[Obligation], days_left: int, old: str, new: str) -> list[ForeseenReminder]:
    """The first whose reminders change."""
    day = ExpressionWrapper(F("due_on") - timedelta(days=days_left), output_field=DateField())
    rows = with_told_by(passing.annotate(day=day), old=old, new=new).filter(~Q(old=F("new")))
    shown = rows.select_related("organization", "body", "inspection__organization").order_by("due_on", "pk")[:SHOWN]
    return [
        ForeseenReminder(each, each.due_on - timedelta(days=days_left), _names(each.old), _names(each.new))
        for each in shown
    ]


def _circles(audience: str) -> list[int]:
    return list(ReminderRule.CIRCLES.get(audience, ()))


def _label(audience: str) -> str | Promise:
    return ReminderRule.Audience(audience).label if audience else ""


def _names(told: list[str]) -> str:
    return gettext(", ").join(told) or gettext("Nobody")
