"""What an account shows beside its password."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.trail.recording import tracked

from .accounts import User


class SecondFactorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(user=user.pk) if user.is_active else self.none()


@tracked(exclude=["secret", "last_step", "recovery_codes"])
class SecondFactor(models.Model):
    """The codes of one account: those of a device, made from a secret, and those written down, each good once.

    The account says since when it has them (`User.second_factor_at`). The secret is encrypted, of recovery codes
    only digests are kept, and of neither is anything in the trail; it tells when a recovery code was used.
    """

    user = models.OneToOneField(User, models.PROTECT, related_name="second_factor", verbose_name=_("account"))
    secret = models.CharField(max_length=200, editable=False)
    last_step = models.PositiveBigIntegerField(editable=False)
    recovery_codes = ArrayField(models.CharField(max_length=64), editable=False)
    codes_left = models.PositiveSmallIntegerField(_("recovery codes left"))

    objects = SecondFactorQuerySet.as_manager()

    class Meta:
        verbose_name = _("second factor")

    def __str__(self):
        return str(self.user)
