"""Pages of changes of the plan."""

from django.utils.translation import gettext_lazy

from rectification.changes.filters import ChangeFilter
from rectification.changes.tables import ChangeTable
from rectification.pages import LedgerList
from rectification.querysets import changes_for


class ChangeList(LedgerList):
    """Applications to change accepted plans, extensions among them."""

    title = gettext_lazy("Changes and extensions")
    table_class = ChangeTable
    filter_class = ChangeFilter
    empty_text = gettext_lazy("Nobody has applied for a change.")
    empty_hint = gettext_lazy("Organizations apply on the page of an item once its plan is accepted.")

    def queryset_for(self, user):
        return changes_for(user)
