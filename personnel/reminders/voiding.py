"""Reminders that hold no more: nobody is urged to what is done, paused by hand or owed by another."""

from collections.abc import Collection

from django.urls import reverse

from core.models import Notice
from core.notices.services import mark_read
from personnel.models import Reminder, User
from personnel.reminders.sweep import KIND as REMINDER
from personnel.reminders.urging import KIND as URGING


def void_reminders(obligations: Collection[int], *, but_for: Collection[User] = ()) -> None:
    """What was written to remind of these, or to urge to them, counts as read, and no mail tells of it; `but_for`
    these accounts, who still see to them.
    """
    told = Reminder.objects.filter(obligation__in=obligations).exclude(recipient__in=but_for).values("recipient")
    pages = [reverse("rounds:obligation", args=[pk]) for pk in obligations]
    mark_read(Notice.objects.filter(recipient__in=told, kind__in=(REMINDER, URGING), url__in=pages))
