"""Working hours: when digests may leave the house. The inbox has everything at any hour."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.workdays.reckoning import Calendar, missing_years_notice


def is_open(now: datetime) -> bool:
    """Whether digests may go out at that moment: within the hours, on a day on which work is done.

    Days are those of the working calendar with the days worked in place of a weekend; in a year whose holidays are
    not entered, Monday to Friday.
    """
    local = timezone.localtime(now)
    first, until = settings.DIGEST_HOURS
    if not first <= local.hour < until:
        return False
    return settings.DIGEST_DAYS == "all" or Calendar().is_workday(local.date())


def was_open(now: datetime, since: timedelta) -> bool:
    """Whether they might go out at that moment, and so long before it on the same day."""
    before = now - since
    same_day = timezone.localtime(before).date() == timezone.localtime(now).date()
    return same_day and is_open(now) and is_open(before)


def words_of_hours() -> str:
    """When digests go out, for those who keep the system running."""
    first, until = settings.DIGEST_HOURS
    told = {"first": first, "until": until}
    if settings.DIGEST_DAYS == "all":
        return _("Digests go out every day between %(first)s:00 and %(until)s:00.") % told
    return _("Digests go out on working days between %(first)s:00 and %(until)s:00.") % told


def guess_words(now: datetime) -> str:
    """What to say where the working days of this year are a guess, else ""."""
    day = timezone.localdate(now)
    return missing_years_notice(day, day) if settings.DIGEST_DAYS == "working" else ""
