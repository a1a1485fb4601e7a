"""Filters of the list of working papers."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import AwaitingFilter, WordsFilter
from findings.models import WorkingPaper
from rounds.place.filters import PlaceFilter


class PaperFilter(PlaceFilter):
    """Working papers."""

    status = django_filters.ChoiceFilter(choices=WorkingPaper.Status.choices, label=_("State"))
    words = WordsFilter(method="by_words")
    awaiting = AwaitingFilter()

    def by_words(self, rows, name, value):
        """Papers whose number, title or facts have the words."""
        return rows.with_words(value)
