"""What the lists of the four ledgers share."""

from core.ui.views.list import ListPage
from rectification import permissions


class LedgerList(ListPage):
    """A list for all who have a part in the four ledgers."""

    def may_open(self, user):
        return permissions.follows_ledgers(user)
