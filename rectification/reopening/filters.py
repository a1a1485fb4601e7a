"""Filters of the list of reopenings."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import AwaitingFilter
from rectification.models import Reopening
from rounds.place.filters import PlaceFilter
from rounds.place.lookups import Place


class ReopeningFilter(PlaceFilter):
    """Applications, waiting or decided."""

    PLACE = Place("item__hand_over__inspection")
    MORE = ("awaiting", "decided")

    state = django_filters.ChoiceFilter(
        choices=[("waiting", _("Awaiting the decision")), *Reopening.Decision.choices],
        method="by_state",
        label=_("Decision"),
    )
    source = django_filters.ChoiceFilter(choices=Reopening.Source.choices, label=_("How it became known"))
    awaiting = AwaitingFilter(among=lambda user: Reopening.objects.visible_to(user).awaiting(user))
    decided = django_filters.DateFromToRangeFilter(field_name="decided_on", label=_("Decided between"))

    def by_state(self, rows, name, value):
        """Those without a decision, or with this one."""
        return rows.filter(decision="" if value == "waiting" else value)
