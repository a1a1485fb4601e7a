"""When each piece of regular work last ended, and how."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from core.access.roles import Right

WATCHERS = frozenset({Right.KEEP_ACCOUNTS, Right.EDIT_RULES})


class Work(models.TextChoices):
    """What is done again and again while nobody looks."""

    REMIND = "remind", _("Sweep of the deadlines")
    DELIVER_NOTICES = "deliver_notices", _("Sweep of the mails")
    MAIL = "mail", _("Sending of mails")
    TAKE_UP = "take_up", _("Taking up of what was left undone")
    SWEEP_UPLOADS = "sweep_uploads", _("Clearing of expired files")
    ANCHOR_TRAIL = "anchor_trail", _("Anchor of the trail")
    SWEEP_API = "sweep_api", _("Clearing of the interface")
    SWEEP_FILES = "sweep_files", _("Clearing of files without a record")
    PROPOSE_LETTERS = "propose_letters", _("Proposals of letters")
    VERIFY_TRAIL = "verify_trail", _("Verification of the trail")
    BACKUP = "backup", _("Backup")
    READINESS = "readiness", _("Probe of the database")


SWEEPS = (Work.REMIND, Work.DELIVER_NOTICES, Work.TAKE_UP, Work.SWEEP_UPLOADS, Work.ANCHOR_TRAIL)
NIGHTLY = (Work.SWEEP_API, Work.SWEEP_FILES, Work.PROPOSE_LETTERS, Work.VERIFY_TRAIL, Work.BACKUP)
SET_UP_BY_THE_OFFICE = (Work.VERIFY_TRAIL, Work.BACKUP)
"""Not sent by the beat: only where `NIGHTLY_EXPECTED` is anybody asks for them."""


class LastRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who keeps the system running, and the office whose work stands still without it."""
        return self if WATCHERS & user.reach.rights else self.none()

    def expected(self):
        """What this installation does regularly, each with its `state`: ok, late or failed.

        The clock is the database's: what is asked of many at once is kept as a statement (`core.workflow.at_once`).
        """
        left_out = () if settings.NIGHTLY_EXPECTED else SET_UP_BY_THE_OFFICE
        last = Coalesce("succeeded_at", "since")
        late = Q(work__in=SWEEPS, last__lt=Now() - settings.SWEEP_LATE) | Q(
            work__in=NIGHTLY, last__lt=Now() - settings.NIGHTLY_LATE
        )
        state = Case(When(~Q(cause=""), Value("failed")), When(late, Value("late")), default=Value("ok"))
        return self.exclude(work__in=(*left_out, Work.READINESS)).annotate(last=last, state=state)

    def in_trouble(self):
        """What failed the last time, or has not gone well for longer than it should."""
        return self.expected().exclude(state="ok")


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

    objects = LastRunQuerySet.as_manager()

    class Meta:
        ordering = ["work"]
        verbose_name = _("last run of regular work")
        verbose_name_plural = _("last runs of regular work")

    def __str__(self):
        return f"{self.work} {self.ended_at or self.since:%Y-%m-%d %H:%M}"
