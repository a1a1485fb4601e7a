"""Keeping the working calendar: days entered by the office, and the statutory days that are published."""

from datetime import date, timedelta

from django.db import transaction
from django.dispatch import Signal

from core.models import CalendarDay
from core.trail.recording import acting

days_entered = Signal()
"""Somebody entered days of the calendar; sent inside the transaction."""


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
    days_entered.send(CalendarDay)


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
