"""What the registers about people share: who sees them and who keeps them."""

from django.db.models.functions import Now, TruncDate

from core.access.reach import reach_of
from core.access.roles import Right
from core.models.entries import EntryQuerySet

TODAY = TruncDate(Now())
"""The local day of the statement, for sets that are built once and asked on many days."""


class PeopleEntryQuerySet(EntryQuerySet):
    """Entries about people that the office keeps and the leading group reads."""

    def visible_to(self, user):
        """Whoever reads all rounds: who is considered for promotion is told to nobody before it is decided."""
        return self if reach_of(user).reads_all else self.none()

    def keepable_by(self, user):
        """Those who keep people."""
        return self.visible_to(user) if reach_of(user).may(Right.KEEP_PEOPLE) else self.none()
