"""When each piece of regular work last ended, and how."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Work(models.TextChoices):
    """What is done again and again while nobody looks."""

    REMIND = "remind", _("Sweep of the deadlines")
    DELIVER_NOTICES = "deliver_notices", _("Sweep of the mails")
    MAIL = "mail", _("Sending of mails")
    SWEEP_UPLOADS = "sweep_uploads", _("Clearing of expired files")
    ANCHOR_TRAIL = "anchor_trail", _("Anchor of the trail")
    SWEEP_API = "sweep_api", _("Clearing of the interface")
    VERIFY_TRAIL = "verify_trail", _("Verification of the trail")
    BACKUP = "backup", _("Backup")


class LastRun(models.Model):
    """The mark that a piece of regular work leaves when it ends, one row for each.

    It is no business and leaves no trace: with a mark a minute the trail would tell of little else.
    `since` is when this work was first expected, from which its lateness counts as long as it never went well.
    """

    work = models.CharField(_("regular work"), max_length=30, primary_key=True)
    since = models.DateTimeField(_("expected since"), db_default=Now())
    ended_at = models.DateTimeField(_("last ended at"), null=True)
    succeeded_at = models.DateTimeField(_("last went well at"), null=True)
    cause = models.CharField(_("cause of the failure"), max_length=60, blank=True, default="")
    times = models.PositiveBigIntegerField(_("times"), default=0)
    failures = models.PositiveBigIntegerField(_("failures"), default=0)

    class Meta:
        ordering = ["work"]
        verbose_name = _("last run of regular work")
        verbose_name_plural = _("last runs of regular work")

    def __str__(self):
        return f"{self.work} {self.ended_at or self.since:%Y-%m-%d %H:%M}"
