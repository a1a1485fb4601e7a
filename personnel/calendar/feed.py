"""The feed that calendar programs read (RFC 5545), by an address that its owner closes.

It leaves the house, and who holds the address reads it without signing in. So it tells kinds of duties, how many and
by when, with the page where whoever signs in sees which; no name, no title, nothing that concerns a lead.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from core.workdays.reckoning import today
from personnel.calendar.month import Due, due_by_day
from personnel.calendar.services import digest_of
from personnel.models import CalendarFeed, User
from rounds.models import Obligation
from rounds.permissions import follows_deadlines

BEFORE, AFTER = timedelta(days=90), timedelta(days=366)
"""How far back and ahead it tells."""


@login_not_required
@never_cache
@require_safe
def feed(request, secret):
    """The deadlines of whose address it is; 404 for what is no address, or no more."""
    found = CalendarFeed.objects.answering().select_related("account").filter(digest=digest_of(secret)).first()
    if found is None or not follows_deadlines(found.account):
        raise Http404
    with translation.override(found.account.language):
        return HttpResponse(calendar_of(found.account).to_ical(), content_type="text/calendar; charset=utf-8")


def calendar_of(account: User) -> Calendar:
    """What the account still sees owed, as events of whole days."""
    calendar = Calendar()
    calendar.add("prodid", "-//inspection rounds//deadlines//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Inspection deadlines"))
    on = today()
    owed = Obligation.objects.visible_to(account).filter(is_confidential=False)
    for due in due_by_day(owed, on - BEFORE, on + AFTER):
        calendar.add_component(_event(due))
    return calendar


def _event(due: Due) -> Event:
    host = settings.SITE_URL.partition("://")[2]
    event = Event()
    event.add("uid", f"{due.kind}-{due.day:%Y%m%d}@{host}")
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    event.add("summary", _("%(kind)s: %(amount)s due") % {"kind": due.label, "amount": due.amount})
    event.add("url", settings.SITE_URL + due.url)
    event.add("transp", "TRANSPARENT")
    return event
