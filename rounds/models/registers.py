"""What the registers of the office share: who sees them and who keeps them."""

from core.access.reach import reach_of
from core.access.roles import Right
from core.models.entries import EntryQuerySet


class OfficeQuerySet(EntryQuerySet):
    """Entries of a register that the office keeps and the leading group reads."""

    def visible_to(self, user):
        """Whoever reads all rounds."""
        return self if reach_of(user).reads_all else self.none()

    def keepable_by(self, user):
        """The office."""
        return self.visible_to(user) if reach_of(user).may(Right.KEEP_ROUNDS) else self.none()
