"""The search box in the head of every page."""

from django.utils.translation import gettext_lazy as _

from core.search import registry
from core.ui.views.base import PlainPage


class Search(PlainPage):
    """What the words in the head's box find, each kind with a way to its full list."""

    title = _("Search")
    template_name = "core/search.html"

    def get_context_data(self, **kwargs):
        words = self.request.GET.get("q", "")[:50]
        return super().get_context_data(
            words=words,
            too_short=len(words.strip()) < registry.MIN_WORDS,
            found=registry.search(self.request.user, words),
            **kwargs,
        )
