"""The address at which a calendar program reads somebody's deadlines."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.trail.recording import tracked


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(account=user.pk)

    def answering(self):
        """Those of accounts in use whose sessions were not ended since: then the address is closed as they are."""
        account = Q(account__sessions_ended_at__isnull=True) | Q(account__sessions_ended_at__lt=F("made_at"))
        return self.filter(account, account__is_active=True)


@tracked(exclude=["digest"])
class CalendarFeed(models.Model):
    """One account's address for calendar programs; of its secret part only the SHA-256 is kept."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed", verbose_name=_("account")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"))

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")

    def __str__(self):
        return str(self.account)
