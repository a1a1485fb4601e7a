"""Filters of the list of findings."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import AwaitingFilter, RowFilter, WordsFilter
from findings.models import Category, Finding
from findings.taxonomy.filters import ByCategory
from rounds.place.filters import PlaceFilter, visible_rounds


class FindingFilter(PlaceFilter, ByCategory):
    """Findings."""

    status = django_filters.ChoiceFilter(choices=Finding.Status.choices, label=_("State"))
    words = WordsFilter(method="by_words")
    awaiting = AwaitingFilter()
    issued = django_filters.DateFromToRangeFilter(field_name="issued_on", method="by_issue", label=_("Issued on"))

    category = RowFilter(lambda request: Category.objects.all(), field_name="category_id", label=_("Category"))
    rounds = django_filters.ModelMultipleChoiceFilter(
        queryset=visible_rounds, field_name="inspection__team__round", label=_("Rounds")
    )

    MORE = ("issued", "rounds")

    def __init__(self, data=None, *args, **kwargs):
        """Several rounds are chosen where common problems are counted; a list that was not reached from there asks
        for one.
        """
        super().__init__(data, *args, **kwargs)
        if not self.data.get("rounds"):
            del self.filters["rounds"]

    def by_issue(self, rows, name, value):
        """Those issued in this time; up to a day also those whose ledger, which came by then, tells no day."""
        if value.start is None:
            return rows.issued(value.stop)
        return rows.filter(issued_on__gte=value.start, **({"issued_on__lte": value.stop} if value.stop else {}))

    def by_words(self, rows, name, value):
        """Findings whose number or text has the words."""
        return rows.with_words(value)
