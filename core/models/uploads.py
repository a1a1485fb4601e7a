"""Uploaded ledgers, kept between the preview and the commit, then deleted."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.wording import told_again

LIFETIME = timedelta(hours=24)
CONFIDENTIAL_LIFETIME = timedelta(hours=1)
PATIENCE = timedelta(minutes=15)  # a worker that has not answered by then has died
A_MOMENT = timedelta(seconds=20)  # within which a worker begins that is free


class LedgerUploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only to the user who uploaded it, and only until it expires."""
        return self.filter(user=user, expires_at__gt=timezone.now()) if user.is_active else self.none()

    def expired(self):
        """Uploads past their expiry."""
        return self.filter(expires_at__lte=timezone.now())

    def left_behind(self):
        """Uploads that were asked for a moment ago and are not saved; whether somebody is at one, its lock tells."""
        now = timezone.now()
        return self.filter(done_at=None, asked_at__range=(now - PATIENCE, now - A_MOMENT))


class LedgerUpload(models.Model):
    """One file a person is importing, under a name nobody can guess.

    `cells` is what was read of the file (`core.workbook.grids_kept`); it, or `content`, the file itself as earlier
    versions kept it, is emptied as soon as it is saved; `leftover` is the workbook of refused rows to be mended;
    `options` are the answers to the form of its kind.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind of ledger"), max_length=30)
    name = models.CharField(_("file name"), max_length=200)
    content = models.BinaryField(null=True)
    cells = models.BinaryField(null=True)
    leftover = models.BinaryField(null=True)
    rows = models.PositiveIntegerField(_("rows"))
    options = models.JSONField(_("what the ledger leaves out"), default=dict, blank=True)
    skip_refused = models.BooleanField(default=False)
    confirmed = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    asked_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)
    saved = models.PositiveIntegerField(_("saved"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    standing = models.PositiveIntegerField(_("there already"), default=0)

    objects = LedgerUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("ledger being imported")

    def __str__(self):
        return self.name

    @property
    def told_failure(self) -> str:
        """Why nothing was saved, in the reader's language as far as the program foresaw it."""
        return told_again(self.failure)

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_under_way(self) -> bool:
        """Handed to the worker and not yet answered; after `PATIENCE` it counts as lost and may be asked for again."""
        return self.asked_at is not None and not self.is_done and self.asked_at > timezone.now() - PATIENCE
