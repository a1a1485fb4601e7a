"""Workbooks that a worker draws for one person: being drawn, or kept until they have been taken away."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.models.uploads import A_MOMENT, PATIENCE
from core.wording import told_again


class DrawnQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only to who asked for it, until it expires, and as long as they still see what they saw then."""
        if not user.is_active:
            return self.none()
        seen = Q(drawn_for__in=["", reach_of(user).digest])
        return self.filter(seen, user=user, expires_at__gt=timezone.now())

    def expired(self):
        """Those past their expiry."""
        return self.filter(expires_at__lte=timezone.now())

    def left_behind(self):
        """Those asked for a moment ago and not drawn; whether somebody is at one, `core.drawing` can tell."""
        now = timezone.now()
        return self.filter(done_at=None, asked_at__range=(now - PATIENCE, now - A_MOMENT))


class Drawn(models.Model):
    """Parent of such workbooks. Whoever fetches one leaves a trace (`core.trail.accesses`).

    `drawn_for` is the digest of what its reader reached when it was drawn; `failure` why it could not be drawn. Each
    kind has its `file` beside.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("asked for by")
    )
    language = models.CharField(_("language"), max_length=10)
    asked_at = models.DateTimeField(_("asked for at"))
    done_at = models.DateTimeField(_("drawn at"), null=True, blank=True)
    failure = models.TextField(_("why it could not be drawn"), blank=True)
    drawn_for = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(_("kept until"), db_index=True)

    objects = DrawnQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-asked_at"]

    @property
    def told_failure(self) -> str:
        """Why it could not be drawn, in the reader's language."""
        return told_again(self.failure)

    @property
    def is_ready(self) -> bool:
        """Drawn, and to be fetched."""
        return self.done_at is not None and bool(self.file)

    @property
    def is_under_way(self) -> bool:
        """At a worker and not yet answered; after `PATIENCE` it counts as lost and may be asked for again."""
        return self.done_at is None and self.asked_at > timezone.now() - PATIENCE
