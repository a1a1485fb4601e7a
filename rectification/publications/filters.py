"""Filters of the list of publications of results."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui.filters import AwaitingFilter
from core.workdays.reckoning import today
from rectification.models import Publication
from rectification.publications.tables import OF_PUBLICATION
from rounds.place.filters import PlaceFilter

LATE = "late"
STATES = [*Publication.Status.choices, (LATE, pgettext_lazy("publication", "Overdue"))]


class PublicationFilter(PlaceFilter):
    """By place, to whom and state; `by` lists what was published or kept back by that day, as the figures count."""

    PLACE = OF_PUBLICATION

    side = django_filters.ChoiceFilter(choices=Publication.Side.choices)
    state = django_filters.ChoiceFilter(choices=STATES, method="in_state", label=_("State"))
    by = django_filters.DateFilter(method="settled_by", label=_("Published or kept back by"))
    awaiting = AwaitingFilter()

    MORE = ("by", "awaiting")

    class Meta:
        model = Publication
        fields = ()

    def in_state(self, rows, name, value):
        return rows.open().filter(due_on__lt=today()) if value == LATE else rows.filter(status=value)

    def settled_by(self, rows, name, value):
        return rows.settled_by(value)
