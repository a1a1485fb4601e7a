"""What is owed day by day: for the page of a month, and for the feed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse

from core.models import CalendarDay
from core.ui.lights import Light, light
from core.workdays.reckoning import today
from rounds.deadlines import kinds
from rounds.models import Obligation


@dataclass(frozen=True)
class Due:
    """So many duties of one kind by one day; `url` opens their list."""

    day: date
    kind: str
    amount: int

    @property
    def label(self) -> str:
        """The kind in the reader's language."""
        return str(kinds.kind_of(self.kind).label)

    @property
    def light(self) -> Light:
        """As of each of them: its tone, and the days left in words."""
        return light(self.day, today())

    @property
    def url(self) -> str:
        """The list of just these."""
        query = QueryDict(mutable=True)
        query.update(
            {
                "node": self.kind,
                "due_after": self.day.isoformat(),
                "due_before": self.day.isoformat(),
                "paused": "false",
            }
        )
        return f"{reverse('personnel:obligations')}?{query.urlencode()}"


@dataclass(frozen=True)
class Day:
    """One day of the page: what is due, and why it is off or worked against the week, if it is."""

    on: date
    due: list[Due]
    named: CalendarDay | None
    in_month: bool

    @property
    def is_today(self) -> bool:
        return self.on == today()

    @property
    def is_off(self) -> bool:
        """Nobody works: by decree, or because it is a weekend."""
        return not self.named.is_workday if self.named else self.on.weekday() > 4


def due_by_day(owed, first: date, last: date) -> list[Due]:
    """What of these is still owed by days of this span, kind by kind; one statement.

    What is paused by hand is left out: nobody has to have done it by that day, and a calendar cannot say so of some.
    """
    rows = owed.open().not_at_rest().filter(due_on__range=(first, last)).order_by("due_on", "node")
    return [Due(*row) for row in rows.values_list("due_on", "node").annotate(Count("pk"))]


def weeks_of(month: date, user) -> list[list[Day]]:
    """The weeks that hold the month of this day, from Monday to Sunday, as the user sees what is owed."""
    first = month.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    begin = first - timedelta(days=first.weekday())
    end = following + timedelta(days=-following.weekday() % 7)
    by_day = defaultdict(list)
    for due in due_by_day(Obligation.objects.visible_to(user), begin, end):
        by_day[due.day].append(due)
    named = {each.day: each for each in CalendarDay.objects.filter(day__range=(begin, end))}
    days = [begin + timedelta(days=number) for number in range((end - begin).days)]
    shown = [Day(on, by_day[on], named.get(on), on.month == first.month) for on in days]
    return [shown[start : start + 7] for start in range(0, len(shown), 7)]
