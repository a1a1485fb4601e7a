"""Filters of the list of hand-overs."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.names.matching import matching
from core.ui.filters import AwaitingFilter, WordsFilter
from rectification.models import HandOver
from rounds.place.filters import PlaceFilter


class HandOverFilter(PlaceFilter):
    """Hand-overs."""

    status = django_filters.ChoiceFilter(choices=HandOver.Status.choices, label=_("State"))
    words = WordsFilter(method="by_words")
    awaiting = AwaitingFilter()

    def by_words(self, rows, name, value):
        """Hand-overs to organizations so named."""
        return rows.filter(matching(value, names=(self.PLACE.organization_name,)))
