"""What is owed, narrowed down by whether anybody is reminded of it."""

from django.utils.translation import gettext_lazy as _

from core.ui.filters import YesNoFilter
from personnel.reminders.seats import nobody_to_remind, somebody_to_remind
from rounds.deadlines.filters import ObligationFilter


class RemindedFilter(ObligationFilter):
    """Who owes what, and whom nobody can remind."""

    MORE = ("unreminded",)

    unreminded = YesNoFilter(method="by_seats", label=_("Nobody to remind"))

    def by_seats(self, rows, name, value):
        """Whether an account stands for the owner."""
        return nobody_to_remind(rows) if value else somebody_to_remind(rows)
