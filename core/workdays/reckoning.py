"""Today, and limits in working days, days and months, reckoned with the working calendar."""

import calendar as gregorian
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import CalendarDay


class Unit(TextChoices):
    """The unit in which a rule states a limit of time."""

    WORKDAYS = "workdays", gettext_lazy("working days")
    DAYS = "days", gettext_lazy("days")
    MONTHS = "months", gettext_lazy("months")


def today() -> date:
    """The local day (Asia/Shanghai). Never compute a due date from a UTC day."""
    return timezone.localdate()


class Calendar:
    """The working calendar for one piece of work: years are read as they are needed, each once.

    Keep one for a whole sweep or table, never across requests.
    """

    def __init__(self):
        self._years: dict[int, dict[date, bool]] = {}

    def is_workday(self, day: date) -> bool:
        """Whether work is done on that day: by decree if the table names it, else Monday to Friday."""
        return self._year(day.year).get(day, day.weekday() < 5)

    def add_workdays(self, start: date, amount: int) -> date:
        """The `amount`-th working day after `start`; the day itself does not count. 0 gives `start`."""
        day = start
        while amount > 0:
            day += timedelta(days=1)
            amount -= self.is_workday(day)
        return day

    def workdays_in(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both counted; 0 where `last` is before `first`."""
        return sum(self.is_workday(first + timedelta(days=number)) for number in range((last - first).days + 1))

    def missing_years(self, start: date, end: date) -> list[int]:
        """Years of that span whose holidays are not entered; there, days are guessed as Monday to Friday.

        A year counts as entered once it has a day off in the week of National Day, the last holiday of every year.
        """
        return [year for year in range(start.year, end.year + 1) if not self._has_national_day(year)]

    def _has_national_day(self, year: int) -> bool:
        week = (date(year, 10, day) for day in range(1, 8))
        return not all(self._year(year).get(day, True) for day in week)

    def learn(self, year: int, days: Iterable[tuple[date, bool]]) -> None:
        """Take over the days of a year and the next, with whether each is a working day, as somebody has read them."""
        self._years |= {year: {}, year + 1: {}}
        for day, is_workday in days:
            self._years[day.year][day] = is_workday

    def _year(self, year: int) -> dict[date, bool]:
        if year not in self._years:
            self.learn(year, days_of(year).values_list("day", "is_workday"))
        return self._years[year]


def days_of(year: int) -> QuerySet[CalendarDay]:
    """The days of the table in a year and the next, where limits that begin in it end."""
    return CalendarDay.objects.filter(day__year__range=(year, year + 1))


def add_limit(start: date, amount: int, unit: str, *, calendar: Calendar | None = None) -> date:
    """The last day of a limit of `amount` units that runs from the event on `start`; it ends with its day.

    Working days count from the next one. Months clamp to the end of the month (31 January + 1 month is 28 or 29
    February). Days and months that end on a day off stay there.
    """
    if amount < 0:
        raise ValueError("A limit of time cannot be negative")
    calendar = calendar or Calendar()
    if unit == Unit.WORKDAYS:
        return calendar.add_workdays(start, amount)
    return _add_months(start, amount) if unit == Unit.MONTHS else start + timedelta(days=amount)


def _add_months(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, gregorian.monthrange(year, month)[1]))


def days_left(due: date | None, on: date | None = None) -> int | None:
    """Calendar days until `due`: 0 on the day itself, negative when late, None without a due date."""
    return None if due is None else (due - (on or today())).days


def missing_years_notice(start: date, end: date) -> str:
    """One sentence for people about `Calendar.missing_years`, "" if there are none."""
    years = Calendar().missing_years(start, end)
    if not years:
        return ""
    return _("The holidays of %(years)s are not entered yet; days are counted as Monday to Friday.") % {
        "years": _(", ").join(map(str, years))
    }
