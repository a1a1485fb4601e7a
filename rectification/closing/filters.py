"""Filters of the list of close-outs."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import AwaitingFilter
from rectification.models import CloseOut
from rounds.place.filters import PlaceFilter
from rounds.place.lookups import Place


class CloseOutFilter(PlaceFilter):
    """Applications, waiting or decided."""

    PLACE = Place("item__hand_over__inspection")

    state = django_filters.ChoiceFilter(
        choices=[("waiting", _("Awaiting the decision")), *CloseOut.Decision.choices],
        method="by_state",
        label=_("Decision"),
    )
    awaiting = AwaitingFilter(among=lambda user: CloseOut.objects.visible_to(user).awaiting(user))

    def by_state(self, rows, name, value):
        """Those without a decision, or with this one."""
        return rows.filter(decision="" if value == "waiting" else value)
