"""Filters of the inbox and of the working calendar."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.models import CalendarDay, Notice
from core.number_filter import NumberFilter
from core.ui.filters import FilterSet, WordsFilter


class NoticeFilter(FilterSet):
    """Read or not, and words of the subject."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("unread", _("Unread")), ("read", _("Read"))],
        method="by_state",
        empty_label=_("All"),
    )
    words = WordsFilter(field_name="subject", lookup_expr="icontains")

    class Meta(FilterSet.Meta):
        model = Notice
        fields = ["state", "words"]

    def by_state(self, notices, name, value):
        """Unread, or read."""
        return notices.unread() if value == "unread" else notices.exclude(read_at=None)


class CalendarFilter(FilterSet):
    """The year."""

    year = NumberFilter(field_name="day", lookup_expr="year", label=_("Year"), min_value=1, max_value=9999)

    class Meta(FilterSet.Meta):
        model = CalendarDay
        fields = ["year"]
