"""Filters of the list of close-outs."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ui.filters import AwaitingFilter
from rectification.models import CloseOut
from rounds.place.filters import PlaceFilter
from rounds.place.lookups import Place


class CloseOutFilter(PlaceFilter):
    """Applications, waiting or decided."""

    PLACE = Place("item__hand_over__inspection")

    state = django_filters.ChoiceFilter(
        choices=[
            ("with_team", _("Awaiting the team's acceptance")),
            ("waiting", _("Awaiting the office's close-out")),
            *CloseOut.Decision.choices,
        ],
        method="by_state",
        label=_("Decision"),
    )
    acceptance = django_filters.ChoiceFilter(choices=CloseOut.Acceptance.choices, label=_("Acceptance"))
    awaiting = AwaitingFilter(among=lambda user: CloseOut.objects.visible_to(user).awaiting(user))

    def by_state(self, rows, name, value):
        """Those that lie with the team, or with the office, or have this decision."""
        waiting = {"with_team": Q(decision="", acceptance=""), "waiting": Q(decision="") & ~Q(acceptance="")}
        return rows.filter(waiting.get(value, Q(decision=value)))
