"""The page of regular work, for whoever keeps the system running and the office whose work hangs on it."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.models import Digest, LastRun
from core.models.runs import WATCHERS
from core.notices.channels.tables import FailingChannelTable
from core.notices.hours import guess_words, words_of_hours
from core.operation.tables import RunTable, UnsentMailTable
from core.ui.views.base import PlainPage

MOST = 50


def watches_operation(user) -> bool:
    """The system administrator, and the office."""
    return bool(WATCHERS & reach_of(user).rights)


class Operation(PlainPage):
    """Regular work, and the mails that could not be sent."""

    title = _("Running of the system")
    template_name = "core/operation.html"

    def may_open(self, user):
        return watches_operation(user)

    def get_context_data(self, **kwargs):
        user = self.request.user
        runs = sorted(LastRun.objects.visible_to(user).expected(), key=lambda run: run.state == "ok")
        unsent = Digest.objects.visible_to(user).unsent().select_related("recipient", "channel")
        return super().get_context_data(
            runs=RunTable(runs),
            unsent=UnsentMailTable(unsent.mails()[:MOST]),
            failing=FailingChannelTable(unsent.exclude(channel=None)[:MOST]) if settings.CHANNELS else None,
            most=MOST,
            hours=words_of_hours(),
            guess=guess_words(timezone.now()),
            **kwargs,
        )
