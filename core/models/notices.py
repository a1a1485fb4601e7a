"""What people are told: notices in the inbox, and the mail digests that announce them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.wording import for_reader

LOCAL_PATH = r"^(/([^/\\[:cntrl:]][^[:cntrl:]]*)?)?$"


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone reads their own notices and nobody else's."""
        return self.filter(recipient=user) if user.is_active else self.none()

    def unread(self):
        """Notices not opened yet."""
        return self.filter(read_at=None)


class Notice(models.Model):
    """One message to one person, written in the transaction of the change it tells of.

    It names the thing and where to find it; it never repeats what a lead says, since mail and screens travel.
    `subject` is in the language of the house, `subjects` says the same in the others (`core.wording`). One that
    reminds of something keeps the key of that row (`about`), its day and the unit it concerns, so that what is sent
    leads with what is late and leaves out what no longer stands (`core.notices.standing`).
    """

    # A sweep writes many notices at once, so no index is kept twice: `notice_inbox` serves the recipient.
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(_("kind"), max_length=50)
    subject = models.TextField(_("subject"))
    subjects = models.JSONField(default=dict, blank=True, editable=False)
    body = models.TextField(_("text"), blank=True)
    url = models.CharField(_("page"), max_length=500, blank=True)
    key = models.CharField(max_length=200, null=True, editable=False)
    about = models.BigIntegerField(null=True, editable=False)
    due_on = models.DateField(_("due on"), null=True, editable=False)
    unit = models.CharField(_("unit concerned"), max_length=200, blank=True, default="", db_default="", editable=False)
    created_at = models.DateTimeField(_("written at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    digest = models.ForeignKey("core.Digest", models.SET_NULL, null=True, related_name="notices", db_index=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "key"],
                name="notice_once",
                violation_error_code="key",
                violation_error_message=_("This notice is written already."),
            ),
            models.CheckConstraint(
                condition=Q(url__regex=LOCAL_PATH),
                name="notice_local_url",
                violation_error_code="url",
                violation_error_message=_("A notice leads to a page of this system only."),
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notice_inbox"),
            models.Index(fields=["recipient"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["digest"], name="notice_mailed", condition=Q(digest__isnull=False)),
            models.Index(
                fields=["recipient", "created_at"],
                name="notice_unmailed",
                condition=Q(read_at=None, digest=None),
            ),
        ]

    def __str__(self):
        return self.told

    @property
    def told(self) -> str:
        """What it says, in the reader's language."""
        return for_reader(self.subject, self.subjects)


class DigestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who keeps accounts sees whose mails were not sent; what they say stands in notices."""
        return self if Right.KEEP_ACCOUNTS in user.reach.rights else self.none()

    def mails(self):
        """Those that go by mail."""
        return self.filter(channel=None)

    def unsent(self):
        """Digests that met a failure and were not sent since."""
        return self.filter(sent_at=None).exclude(last_error="")

    def open(self):
        """Digests still to be sent, now or after a pause."""
        return self.filter(sent_at=None, next_attempt_at__isnull=False)


class Digest(models.Model):
    """The one message a person gets on a day by mail, or by one `channel`: what waits, and a link to the inbox.

    Unsent and unscheduled means given up. A notice stands in one mail (`Notice.digest`), but in messages of as many
    channels as its reader has (`lines`).
    """

    channel = models.ForeignKey(
        "core.Channel", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("channel")
    )
    lines = models.ManyToManyField(Notice, related_name="+", editable=False)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    on = models.DateField(_("day"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt at"), null=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "recipient"]
        verbose_name = _("mail digest")
        verbose_name_plural = _("mail digests")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "on"],
                condition=Q(channel=None),
                name="digest_one_a_day",
                violation_error_code="on",
                violation_error_message=_("There is one digest a day for each person already."),
            ),
            models.UniqueConstraint(
                fields=["channel", "on"],
                condition=Q(channel__isnull=False),
                name="digest_one_a_day_and_channel",
                violation_error_code="on",
                violation_error_message=_("There is one digest a day for each channel already."),
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], name="digest_due", condition=Q(sent_at=None)),
        ]

    def __str__(self):
        return f"{self.on} {self.recipient}"

    @property
    def said(self):
        """The notices that were put into it."""
        return self.notices.all() if self.channel_id is None else self.lines.all()

    @property
    def is_wanted(self) -> bool:
        """Whether there is still somebody whom it reaches."""
        has_way = bool(self.channel_id or self.recipient.email)
        return self.recipient.is_active and has_way

    def free(self, keys=None) -> None:
        """Let unread notices, all of them or these, go into a later one."""
        free = self.said.unread() if keys is None else self.said.unread().filter(pk__in=keys)
        if self.channel_id is None:
            free.update(digest=None)
        else:
            self.lines.remove(*free.values_list("pk", flat=True))
