"""Pages of close-outs."""

from django.utils.translation import gettext_lazy

from rectification.closing.filters import CloseOutFilter
from rectification.closing.tables import CloseOutTable
from rectification.pages import LedgerList
from rectification.querysets import close_outs_for


class CloseOutList(LedgerList):
    """Applications for a close-out."""

    title = gettext_lazy("Close-outs")
    table_class = CloseOutTable
    filter_class = CloseOutFilter
    empty_text = gettext_lazy("Nobody has applied for a close-out.")
    empty_hint = gettext_lazy("Organizations apply on the page of an item once all its measures are done.")

    def queryset_for(self, user):
        return close_outs_for(user)
