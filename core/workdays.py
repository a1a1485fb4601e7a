"""Working days, limits of time and "today": every date the product computes goes through here.

The table `CalendarDay` holds the statutory holidays and make-up days; people may edit it. It is read afresh for every
computation (one query for two years), so an edit holds at once in every process.
"""

import calendar as gregorian
from datetime import date, timedelta

from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import CalendarDay
from core.trail import acting


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

    def _year(self, year: int) -> dict[date, bool]:
        if year not in self._years:
            self._years |= {year: {}, year + 1: {}}
            known = CalendarDay.objects.filter(day__year__range=(year, year + 1))
            for day, is_workday in known.values_list("day", "is_workday"):
                self._years[day.year][day] = is_workday
        return self._years[year]


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


def missing_years(start: date, end: date) -> list[int]:
    """Years of that span whose holidays are not entered; there, days are guessed as Monday to Friday.

    A year counts as entered once it has a day in the week of National Day, the last holiday of every year.
    """
    entered = CalendarDay.objects.filter(day__month=10, day__day__lte=7, is_workday=False)
    known = set(entered.filter(day__year__range=(start.year, end.year)).values_list("day__year", flat=True))
    return [year for year in range(start.year, end.year + 1) if year not in known]


def missing_years_notice(start: date, end: date) -> str:
    """One sentence for people about `missing_years`, "" if there are none."""
    years = missing_years(start, end)
    if not years:
        return ""
    return _("The holidays of %(years)s are not entered yet; days are counted as Monday to Friday.") % {
        "years": _(", ").join(map(str, years))
    }


@transaction.atomic
def set_day(day: date, *, is_workday: bool, name: str, by) -> CalendarDay:
    """Enter or change one day of the calendar. Deadlines already set stay as they are."""
    with acting(by):
        entered, _created = CalendarDay.objects.update_or_create(
            day=day,
            defaults={"is_workday": is_workday, "name": name, "source": CalendarDay.Source.EDITED},
        )
    return entered


@transaction.atomic
def set_days(first: date, last: date, *, is_workday: bool, name: str, by) -> None:
    """Enter or change every day from `first` to `last`."""
    for number in range((last - first).days + 1):
        set_day(first + timedelta(days=number), is_workday=is_workday, name=name, by=by)


@transaction.atomic
def clear_day(entered: CalendarDay, *, by) -> None:
    """Take a day out of the table, so that it is an ordinary day of the week again."""
    with acting(by):
        entered.delete()


@transaction.atomic
def load_statutory_days() -> int:
    """Bring in the statutory days the `chinesecalendar` package knows; return how many were new or changed.

    May run again and again: what people entered, changed or took out stays so.
    """
    published = _published_days()
    taken_out = _taken_out()
    have = {entered.day: entered for entered in CalendarDay.objects.all()}
    new = [entered for day, entered in published.items() if day not in have and day not in taken_out]
    changed = [have[day] for day, entered in published.items() if day in have and _adopt(have[day], entered)]
    CalendarDay.objects.bulk_create(new, ignore_conflicts=True)
    CalendarDay.objects.bulk_update(changed, ["is_workday", "name"])
    return len(new) + len(changed)


def _taken_out() -> set[date]:
    """Statutory days that people took out of the table; a day they entered too early themselves is none."""
    events = CalendarDay.pgh_event_model.objects
    statutory = events.filter(source=CalendarDay.Source.STATUTORY)
    gone = events.filter(pgh_label="delete", pgh_obj__in=statutory.values("pgh_obj"))
    return set(gone.values_list("day", flat=True))


def _published_days() -> dict[date, CalendarDay]:
    from chinese_calendar import constants  # noqa: PLC0415 - a megabyte of tables, wanted only here

    words = {holiday.value: holiday.chinese for holiday in constants.Holiday}
    return {
        day: CalendarDay(day=day, is_workday=is_workday, name=words[name], source=CalendarDay.Source.STATUTORY)
        for table, is_workday in ((constants.holidays, False), (constants.workdays, True))
        for day, name in table.items()
    }


def _adopt(entered: CalendarDay, published: CalendarDay) -> bool:
    """Take over a correction of a statutory day; report whether there was one."""
    same = (entered.is_workday, entered.name) == (published.is_workday, published.name)
    if same or entered.source == CalendarDay.Source.EDITED:
        return False
    entered.is_workday, entered.name = published.is_workday, published.name
    return True
