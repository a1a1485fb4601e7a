"""Filters of the reconciliation."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import WordsFilter, YesNoFilter
from rectification.items.filters import item_words
from rectification.models import Item
from rectification.querysets import OF_ITEM
from rectification.reconciliation.sets import DIFFERENCES, IN_ACCORD
from rounds.place.filters import PlaceFilter


class ReconciliationFilter(PlaceFilter):
    """Where items stand, and how what is told of them differs."""

    PLACE = OF_ITEM

    differs = YesNoFilter(method="by_differing", label=_("Differs"))
    difference = django_filters.MultipleChoiceFilter(
        choices=[(key, each.label) for key, each in DIFFERENCES.items()], label=_("Difference")
    )
    status = django_filters.MultipleChoiceFilter(choices=Item.Status.choices, label=_("State"))
    words = WordsFilter(method="by_words")

    def by_differing(self, rows, name, value):
        """Those that differ, or those in accord."""
        return rows.exclude(difference=IN_ACCORD) if value else rows.filter(difference=IN_ACCORD)

    def by_words(self, rows, name, value):
        """Rows that say the words."""
        return rows.filter(item_words(value))
