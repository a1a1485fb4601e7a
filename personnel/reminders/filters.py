"""What is owed, narrowed down by whether anybody is reminded of it; and the reminders to come."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ui.filters import YesNoFilter
from personnel.models import ReminderRule
from personnel.reminders.seats import nobody_to_remind, somebody_to_remind
from rounds.deadlines.filters import DutyFilter, ObligationFilter
from rounds.place.lookups import Place


def thresholds() -> list[tuple[int, str]]:
    """Those there are, or were, rules for."""
    return list({rule.days_left: str(rule) for rule in ReminderRule.objects.all()}.items())


class RemindedFilter(ObligationFilter):
    """Who owes what, and whom nobody can remind."""

    MORE = ("unreminded", "unchecked", "due")

    unreminded = YesNoFilter(method="by_seats", label=_("Nobody to remind"))

    def by_seats(self, rows, name, value):
        """Whether an account stands for the owner."""
        return nobody_to_remind(rows) if value else somebody_to_remind(rows)


class ComingFilter(DutyFilter):
    """Of whom, of what, and at which threshold."""

    OBLIGATION = "obligation__"
    PLACE = Place("obligation__inspection")

    threshold = django_filters.ChoiceFilter(choices=thresholds, label=pgettext_lazy("reminder", "Why"))
