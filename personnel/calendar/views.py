"""The page of a month, and the address for calendar programs beside it."""

from datetime import date, timedelta

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.access import codes
from core.ui.views.base import Action, PlainPage
from core.workdays.reckoning import today
from personnel.calendar.month import weeks_of
from personnel.calendar.services import close_feed, open_feed
from personnel.models import CalendarFeed
from rounds.permissions import follows_deadlines

FIRST_YEAR, LAST_YEAR = 2000, 2100
SHOWN_ONCE = "calendar_address"
"""What the session keeps of a new address, encrypted, until its page was shown."""


class CalendarPage(PlainPage):
    """What is owed in a month, day by day."""

    title = gettext_lazy("Calendar of deadlines")
    template_name = "personnel/calendar/month.html"

    def may_open(self, user):
        return follows_deadlines(user)

    @cached_property
    def month(self) -> date:
        """The first day of the month that the address names as 2026-12; of this one where it names none."""
        asked = self.request.GET.get("month", "")
        try:
            found = date.fromisoformat(f"{asked}-01")
        except ValueError:
            found = today()
        return found.replace(day=1) if FIRST_YEAR <= found.year <= LAST_YEAR else today().replace(day=1)

    def actions(self):
        last, following = self.month - timedelta(days=1), self.month + timedelta(days=31)
        this = reverse("personnel:calendar")
        return [
            Action(_("Month before"), f"{this}?month={last:%Y-%m}", "chevron-left"),
            Action(_("This month"), this),
            Action(_("Month after"), f"{this}?month={following:%Y-%m}", "chevron-right"),
        ]

    def get_context_data(self, **kwargs):
        user = self.request.user
        secret = codes.unseal(self.request.session.pop(SHOWN_ONCE, ""))
        address = settings.SITE_URL + reverse("personnel:calendar_feed", args=[secret]) if secret else ""
        return super().get_context_data(
            month=self.month,
            weeks=weeks_of(self.month, user),
            feed=CalendarFeed.objects.visible_to(user).answering().first(),
            address=address,
            **kwargs,
        )


@require_POST
def open_address(request):
    """Make an address for calendar programs, in place of the one there is."""
    request.session[SHOWN_ONCE] = codes.seal(open_feed(by=request.user))
    return redirect(f"{reverse('personnel:calendar')}#feed")


@require_POST
def close_address(request):
    """Close the address."""
    close_feed(by=request.user)
    return redirect("personnel:calendar")
