"""Filters of the inbox."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.models import Notice
from core.ui.filters import FilterSet, WordsFilter
from core.wording import columns_searched


class NoticeFilter(FilterSet):
    """Read or not, and words of the subject."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("unread", _("Unread")), ("read", _("Read"))],
        method="by_state",
        empty_label=_("All"),
    )
    words = WordsFilter(*columns_searched("subject", "subjects"))

    class Meta(FilterSet.Meta):
        model = Notice
        fields = ["state", "words"]

    def by_state(self, notices, name, value):
        """Unread, or read."""
        return notices.unread() if value == "unread" else notices.exclude(read_at=None)
