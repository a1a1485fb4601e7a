"""Filters of the list of items."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.names.matching import matching
from core.ui.filters import AwaitingFilter, WordsFilter
from findings.models import DeadlineKind
from findings.taxonomy.filters import ByCategory
from rectification.models import Item
from rectification.querysets import OF_ITEM
from rounds.deadlines.filters import LIGHTS, by_light
from rounds.place.filters import PlaceFilter


def item_words(value: str) -> Q:
    """In the problem, its number, the responsible people or the organization's name or pinyin."""
    responsible = "leader", "department"
    return matching(value, "finding__text", "finding__number", *responsible, names=(OF_ITEM.organization_name,))


class ItemFilter(PlaceFilter, ByCategory):
    """The ledger's filter row (docs/domain.md, lists): 轮次→组→单位→分类, state, light, words."""

    PLACE = OF_ITEM
    CATEGORY = "finding__category"
    MORE = (
        "awaiting",
        "title",
        "deadline_kind",
        "completion",
        "due",
        "closed",
        "fed_back_by",
        "closed_by",
        "late_on",
        "reopened_by",
    )

    status = django_filters.MultipleChoiceFilter(choices=Item.Status.choices, label=_("State"))
    light = django_filters.ChoiceFilter(choices=LIGHTS, method=by_light, label=_("Time left"))
    words = WordsFilter(method="by_words")
    awaiting = AwaitingFilter()
    deadline_kind = django_filters.ChoiceFilter(choices=DeadlineKind.choices, label=_("Kind of deadline"))
    completion = django_filters.ChoiceFilter(choices=Item.Completion.choices, label=_("Completion as reported"))
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label=_("Due between"))
    closed = django_filters.DateFromToRangeFilter(field_name="closed_on", label=_("Closed out between"))
    fed_back_by = django_filters.DateFilter(method="by_feedback", label=_("Fed back by"))
    closed_by = django_filters.DateFilter(method="by_closing", label=_("Closed out by"))
    reopened_by = django_filters.DateFilter(method="by_reopening", label=_("Reopened by"))
    late_on = django_filters.DateFilter(method="by_lateness", label=_("Overdue on"))

    def by_words(self, rows, name, value):
        """Rows that say the words."""
        return rows.filter(item_words(value))

    def by_feedback(self, rows, name, value):
        """Rows fed back to their organization by that day."""
        return rows.issued(value)

    def by_closing(self, rows, name, value):
        """Rows that were closed out on that day, whether or not they were opened again since."""
        return rows.closed(value)

    def by_reopening(self, rows, name, value):
        """Rows that were opened again by that day."""
        return rows.reopened(value)

    def by_lateness(self, rows, name, value):
        """Rows that were overdue on that day, whatever became of them since."""
        return rows.late(value)
