"""Sealed slips (密码条): by which somebody is handed the one-time password of an account, printed once."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.trail.recording import tracked


class PasswordSlipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The three administrators, who see the accounts."""
        administers = {Right.KEEP_ACCOUNTS, Right.GRANT_ROLES, Right.READ_TRAIL}
        return self if reach_of(user).rights & administers else self.none()

    def open(self):
        """Whose password was neither used nor replaced."""
        return self.filter(used_at__isnull=True, voided_at__isnull=True)


@tracked(part_of="account")
class PasswordSlip(models.Model):
    """One slip that was drawn for an account: when, by whom, and until when its password opens the account.

    It never holds the password, which was shown once, on the page that was printed. `anew` tells that a password
    stood before, which is void since.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="slips", verbose_name=_("account")
    )
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("printed by")
    )
    drawn_at = models.DateTimeField(_("printed at"))
    expires_at = models.DateTimeField(_("good until"))
    anew = models.BooleanField(_("drawn anew"), default=False)
    used_at = models.DateTimeField(_("password changed at"), null=True, blank=True)
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True)

    objects = PasswordSlipQuerySet.as_manager()

    class Meta:
        ordering = ["-drawn_at", "-pk"]
        verbose_name = _("sealed slip")
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(used_at__isnull=True, voided_at__isnull=True),
                name="one_open_slip_an_account",
                violation_error_code="account",
                violation_error_message=_("Another slip of this account is still good."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("drawn_at")),
                name="slip_good_for_a_while",
                violation_error_code="expires_at",
                violation_error_message=_("A slip ends after it was printed."),
            ),
        ]

    def __str__(self):
        return f"{timezone.localtime(self.drawn_at):%Y-%m-%d %H:%M}"

    @property
    def state_words(self):
        """What became of its password."""
        if self.used_at:
            return _("Password changed by its owner")
        if self.voided_at:
            return _("Void")
        return _("Expired") if self.expires_at <= timezone.now() else _("Good")
