"""The first page of every role, and the search box in its head."""

from django.utils.translation import gettext_lazy as _

from core import search, worklist
from core.ui.views.base import PlainPage
from core.workdays import today


class Worklist(PlainPage):
    """What I owe today, what waits for others because of me, and the week ahead."""

    title = _("Worklist")
    template_name = "core/worklist.html"

    def get_context_data(self, **kwargs):
        duties = worklist.duties_of(self.request.user)
        return super().get_context_data(
            duties=duties,
            overdue=sum(1 for duty in duties if duty.due_on and duty.due_on < today()),
            waiting=worklist.waiting_for(self.request.user),
            week=worklist.week_ahead(duties, today()),
            **kwargs,
        )


class Search(PlainPage):
    """What the words in the head's box find, each kind with a way to its full list."""

    title = _("Search")
    template_name = "core/search.html"

    def get_context_data(self, **kwargs):
        words = self.request.GET.get("q", "")[:50]
        return super().get_context_data(
            words=words,
            too_short=len(words.strip()) < search.MIN_WORDS,
            found=search.search(self.request.user, words),
            **kwargs,
        )
