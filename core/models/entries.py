"""What every entry of a register has."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
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


class CorrectedEntry(Entry):
    """Parent of entries that two sides go by: a correction is an entry of its own, with its reason.

    It takes the place of the one it `corrects`, which becomes void and stays readable to whoever read it.
    """

    corrects = models.OneToOneField(
        to="self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="correction",
        verbose_name=_("corrects"),
    )
    why = models.CharField(_("reason of the correction"), max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(why=""),
                name="%(class)s_corrected_says_why",
                violation_error_code="why",
                violation_error_message=_("Say why it is corrected."),
            )
        ]

    @property
    def corrected_words(self) -> str:
        """Of a correction: what it takes the place of, and why."""
        if self.corrects_id is None:
            return ""
        return gettext("%(old)s → %(new)s: %(why)s") % {"old": self.corrects, "new": self, "why": self.why}

    @property
    def is_corrected(self) -> bool:
        """Whether another has taken its place."""
        return hasattr(self, "correction")
