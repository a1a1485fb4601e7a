"""Pages of reopenings."""

from django.utils.translation import gettext_lazy

from rectification.pages import LedgerList
from rectification.querysets import reopenings_for
from rectification.reopening.filters import ReopeningFilter
from rectification.reopening.tables import ReopeningTable


class ReopeningList(LedgerList):
    """Applications to open closed items again."""

    title = gettext_lazy("Reopenings")
    table_class = ReopeningTable
    filter_class = ReopeningFilter
    empty_text = gettext_lazy("No closed item was opened again.")
    empty_hint = gettext_lazy("The office or the team applies on the page of a closed item whose problem is back.")

    def queryset_for(self, user):
        return reopenings_for(user)
