"""Filters of the list of changes."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import AwaitingFilter
from rectification.changes.words import CHECKED
from rectification.models import ItemChange
from rectification.models.changes import ANOTHER_DAY
from rounds.place.filters import PlaceFilter
from rounds.place.lookups import Place

EXTENSION, REOPENING, CHECK, OTHER = "extension", "reopening", "check", "other"


class ChangeFilter(PlaceFilter):
    """Applications, waiting or decided, for another day or for other people."""

    PLACE = Place("item__hand_over__inspection")
    MORE = ("awaiting", "applied", "decided")

    state = django_filters.ChoiceFilter(
        choices=[("waiting", _("Awaiting the decision")), *ItemChange.Decision.choices],
        method="by_state",
        label=_("Decision"),
    )
    asks = django_filters.ChoiceFilter(
        choices=[
            (EXTENSION, _("Another day")),
            (REOPENING, _("Reopened")),
            (CHECK, CHECKED),
            (OTHER, _("Other changes")),
        ],
        method="by_what",
        label=_("Asks for"),
    )
    awaiting = AwaitingFilter(among=lambda user: ItemChange.objects.visible_to(user).awaiting(user))
    applied = django_filters.DateFromToRangeFilter(field_name="applied_on", label=_("Applied between"))
    decided = django_filters.DateFromToRangeFilter(field_name="decided_on", label=_("Decided between"))

    def by_state(self, rows, name, value):
        """Those without a decision, or with this one."""
        return rows.filter(decision="" if value == "waiting" else value)

    def by_what(self, rows, name, value):
        """Those that ask for another day, those that a reopening brought, or the others."""
        if value == EXTENSION:
            return rows.extensions()
        if value == CHECK:
            return rows.filter(of_check=True)
        asked = rows.filter(~ANOTHER_DAY, reopening=None, of_check=False)
        return rows.exclude(reopening=None) if value == REOPENING else asked
