"""Filters of what is owed by a day."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui.filters import YesNoFilter
from core.ui.forms import Picker
from core.ui.lights import NEAR_DAYS
from core.workdays.reckoning import today
from rounds.deadlines import kinds
from rounds.place.filters import PlaceFilter, visible_organizations, visible_rounds

LIGHTS = [
    ("red", _("Overdue")),
    ("yellow", _("Near its end")),
    ("green", _("In time")),
    ("none", _("No deadline")),
]


def in_light(value: str) -> Q:
    """Whose deadline shows this light today, if it is still open."""
    on = today()
    near = on + timedelta(days=NEAR_DAYS)
    return {
        "red": Q(due_on__lt=on),
        "yellow": Q(due_on__range=(on, near)),
        "green": Q(due_on__gt=near),
        "none": Q(due_on__isnull=True),
    }[value]


def by_light(rows, name, value):
    """Open rows whose deadline shows this light today."""
    return rows.open().filter(in_light(value))


class DutyFilter(PlaceFilter):
    """What somebody owes; `OBLIGATION` leads from the row to it."""

    OBLIGATION = ""

    round = django_filters.ModelChoiceFilter(queryset=visible_rounds, method="by_round", label=_("Round"))
    organization = django_filters.ModelChoiceFilter(
        queryset=visible_organizations,
        method="by_organization",
        label=_("Party organization"),
        widget=Picker(search_url_name="rounds:organization_options"),
    )
    node = django_filters.ChoiceFilter(choices=kinds.registered, method="by_node", label=_("Node"))

    def _lookup(self, rest, value):
        return Q(**{f"{self.OBLIGATION}{rest}": value})

    def by_round(self, rows, name, value):
        """About one of its inspections, or about the round as a whole."""
        return rows.filter(self._lookup("inspection__team__round", value) | self._lookup("round", value))

    def by_organization(self, rows, name, value):
        """About an inspection of it, or owed by it."""
        return rows.filter(self._lookup("inspection__organization", value) | self._lookup("organization", value))

    def by_node(self, rows, name, value):
        """Of one kind."""
        return rows.filter(self._lookup("node", value))


class ObligationFilter(DutyFilter):
    """Who owes what; the list shows what is still owed unless asked otherwise."""

    state = django_filters.ChoiceFilter(
        choices=[("open", _("Still owed")), ("settled", _("Met or cancelled"))], method="by_state", label=_("State")
    )
    light = django_filters.ChoiceFilter(choices=LIGHTS[:3], method="by_light", label=_("Time left"))
    unchecked = YesNoFilter(method="by_check", label=_("From a ledger, unchecked"))
    paused = YesNoFilter(method="by_pause", label=pgettext_lazy("obligation", "Paused by hand"))
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label=_("Due on"))

    def by_pause(self, rows, name, value):
        """What is paused by hand today, or what is not."""
        return rows.open().at_rest() if value else rows.not_at_rest()

    def by_light(self, rows, name, value):
        """What is paused by hand shows no light."""
        return by_light(rows, name, value).not_at_rest()

    def by_check(self, rows, name, value):
        """What a ledger brought and nobody has checked, or what needs no check."""
        return rows.unchecked() if value else rows.filter(unchecked_since=None)

    def by_state(self, rows, name, value):
        """Open or settled."""
        return rows.open() if value == "open" else rows.settled()
