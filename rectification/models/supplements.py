"""Numbered supplements (补充反馈): what is corrected of an opinion or a list of findings after it was signed for."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.trail.recording import tracked

from .handover import HandOver, OfHandOverQuerySet, Side


class SupplementQuerySet(OfHandOverQuerySet):
    def unreceipted(self):
        """Those whose receipt is not there yet."""
        return self.filter(receipt=None)

    def signable_by(self, user):
        """As the receipts of the feedbacks: the party secretary's."""
        return self.visible_to(user).filter(hand_over__in=HandOver.objects.signable_by(user))

    def recordable_by(self, user):
        """The office records a receipt on paper."""
        return self.visible_to(user).filter(hand_over__in=HandOver.objects.handled_by(user))


@tracked()
class Supplement(models.Model):
    """One correction of what was signed for, which stays as it was; it is receipted by the same rules."""

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="supplements", verbose_name=_("hand-over"))
    side = models.CharField(_("side"), max_length=10, choices=Side)
    number = models.PositiveSmallIntegerField(_("number of the supplement"))
    text = models.TextField(_("text of the supplement"), max_length=5000)
    reason = models.TextField(_("reason of the supplement"), max_length=500)
    issued_on = models.DateField(_("supplement issued on"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("supplement issued by")
    )

    objects = SupplementQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("supplement to a feedback")
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "number"],
                name="one_supplement_a_number",
                violation_error_code="number",
                violation_error_message=_("This number is given already."),
            )
        ]

    def __str__(self):
        return gettext("Supplement No. %(number)s") % {"number": self.number}

    def get_absolute_url(self):
        return address_of_row("rectification:supplement", self.pk)
