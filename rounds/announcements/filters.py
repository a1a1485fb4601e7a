"""Filters of the list of announcements."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.registers.filters import EntryFilter
from core.ui.filters import WordsFilter, YesNoFilter
from rounds.models import Announcement
from rounds.place.filters import visible_rounds


class AnnouncementFilter(EntryFilter):
    DAY = "decided_on"

    words = WordsFilter("title", "text")
    kind = django_filters.ChoiceFilter(choices=Announcement.Kind.choices, label=_("Kind"))
    channel = django_filters.ChoiceFilter(choices=Announcement.Channel.choices, label=_("Channel"))
    round = django_filters.ModelChoiceFilter(queryset=visible_rounds, method="of_round", label=_("Round"))
    published = YesNoFilter(field_name="ground", lookup_expr="exact", method="is_published", label=_("Published"))

    class Meta(EntryFilter.Meta):
        model = Announcement
        fields = ("words", "kind", "channel", "round", "published")

    def of_round(self, rows, name, value):
        return rows.of_round(value)

    def is_published(self, rows, name, value):
        return rows.filter(ground="") if value else rows.exclude(ground="")
