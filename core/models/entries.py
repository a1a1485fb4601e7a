"""What every entry of a register has."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.trail.versions import VersionField


class EntryQuerySet(models.QuerySet):
    """Sets that every register has; who sees and who keeps its entries, each register says."""

    def standing(self):
        """What is not void."""
        return self.filter(voided_on__isnull=True)

    def void(self):
        """What was entered in error."""
        return self.filter(voided_on__isnull=False)

    def voidable_by(self, user):
        """Of those the user keeps, what still stands."""
        return self.keepable_by(user).standing()


class Entry(models.Model):
    """Parent of what is entered into a register: a fact with its day (docs/domain.md, registers).

    Nothing entered is deleted. What was entered in error becomes void, with a reason that the trail keeps; it is then
    counted on no day, for it never was so.
    """

    voided_on = models.DateField(_("void since"), null=True, blank=True)
    updated_at = VersionField(_("updated at"), auto_now=True)

    class Meta:
        abstract = True

    @property
    def is_void(self) -> bool:
        return self.voided_on is not None
