"""Filters of the lists of archives and of documents that are filed."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registers.filters import EntryFilter
from core.ui.filters import WordsFilter
from rectification.archive.sets import is_archived
from rectification.models import ArchivedDocument
from rounds.archive.lines import titles
from rounds.models import Inspection
from rounds.place.filters import PlaceFilter
from rounds.place.lookups import Place

STATES = [
    ("lacking", pgettext_lazy("archive", "Documents lack")),
    ("complete", pgettext_lazy("archive", "Complete, not archived")),
    ("archived", pgettext_lazy("archive", "Archived")),
]


def in_state(rows, state):
    """Of archives that came with what they `lack`, those in this state."""
    if state == "archived":
        return rows.filter(is_archived())
    open_rows = rows.filter(~is_archived())
    return open_rows.filter(lack__gt=0) if state == "lacking" else open_rows.filter(lack=0)


class ArchiveFilter(PlaceFilter):
    """By place and by how the archive stands."""

    PLACE = Place("")

    state = django_filters.ChoiceFilter(choices=STATES, method="in_state", label=_("State"))

    class Meta:
        model = Inspection
        fields = ()

    def in_state(self, rows, name, value):
        return in_state(rows, value)


class DocumentFilter(EntryFilter):
    DAY = "dated_on"

    words = WordsFilter("title", "box")
    line = django_filters.ChoiceFilter(choices=titles)
    retention = django_filters.ChoiceFilter(choices=ArchivedDocument.Retention.choices)

    class Meta(EntryFilter.Meta):
        model = ArchivedDocument
        fields = ("words", "line", "retention")
