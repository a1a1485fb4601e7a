"""The page of the reconciliation."""

from django.utils.translation import gettext_lazy

from rectification.pages import LedgerList
from rectification.querysets import OF_ITEM, items_for
from rectification.reconciliation.filters import ReconciliationFilter
from rectification.reconciliation.sets import with_both_sides
from rectification.reconciliation.tables import ReconciliationTable


class Reconciliation(LedgerList):
    """Every item the user sees, as reported, as checked and as closed; what differs comes first."""

    title = gettext_lazy("Reconciliation")
    table_class = ReconciliationTable
    filter_class = ReconciliationFilter
    empty_text = gettext_lazy("No item here.")
    empty_hint = gettext_lazy("Items come with a hand-over. Set fewer filters if you expected some.")

    def queryset_for(self, user):
        return with_both_sides(items_for(user)).order_by("rank", *OF_ITEM.latest_first, "hand_over", "number")
