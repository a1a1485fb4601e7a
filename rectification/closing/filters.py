"""Filters of the list of close-outs."""

import django_filters
from django.utils.translation import gettext_lazy as _

from rectification.filters import Placed
from rectification.models import CloseOut


class CloseOutFilter(Placed):
    """Applications, waiting or decided."""

    THROUGH = "item__hand_over__"

    state = django_filters.ChoiceFilter(
        choices=[("waiting", _("Awaiting the decision")), *CloseOut.Decision.choices],
        method="by_state",
        label=_("Decision"),
    )

    def by_state(self, rows, name, value):
        """Those without a decision, or with this one."""
        return rows.filter(decision="" if value == "waiting" else value)
