"""Filters of the ledgers, in the order people narrow them down; every choice is limited to what the user may see."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ui.lights import NEAR_DAYS
from core.workdays.reckoning import today
from rectification.models import Node
from rounds.place.filters import PlaceFilter

LIGHTS = [
    ("red", _("Overdue")),
    ("yellow", _("Near its end")),
    ("green", _("In time")),
    ("none", _("No deadline")),
]


def by_light(rows, name, value):
    """Open rows whose deadline shows this light today."""
    on = today()
    near = on + timedelta(days=NEAR_DAYS)
    return rows.open().filter(
        {
            "red": Q(due_on__lt=on),
            "yellow": Q(due_on__range=(on, near)),
            "green": Q(due_on__gt=near),
            "none": Q(due_on__isnull=True),
        }[value]
    )


class ObligationFilter(PlaceFilter):
    """Who owes what; the list shows what is still owed unless asked otherwise."""

    state = django_filters.ChoiceFilter(
        choices=[("open", _("Still owed")), ("settled", _("Met or cancelled"))], method="by_state", label=_("State")
    )
    node = django_filters.ChoiceFilter(choices=Node.choices, label=_("Node"))
    light = django_filters.ChoiceFilter(choices=LIGHTS[:3], method=by_light, label=_("Time left"))

    def by_state(self, rows, name, value):
        """Open or settled."""
        return rows.open() if value == "open" else rows.settled()
