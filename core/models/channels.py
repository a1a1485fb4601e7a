"""Ways out of the house beside mail: robots of messengers, and webhooks of the intranet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.trail.recording import tracked


class ChannelQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(account=user.pk) if user.is_active else self.none()

    def usable(self):
        """Those of kinds that the installation allows, of accounts in use."""
        return self.filter(kind__in=settings.CHANNELS, account__is_active=True)


@tracked(exclude=["address", "tried_at"])
class Channel(models.Model):
    """One account's own way out: a robot of WeCom, DingTalk or Feishu, or a webhook.

    Where it leads and with which token is encrypted, shown to nobody again and never in the trail.
    """

    class Kind(models.TextChoices):
        WECOM = "wecom", _("WeCom robot")
        DINGTALK = "dingtalk", _("DingTalk robot")
        FEISHU = "feishu", _("Feishu robot")
        WEBHOOK = "webhook", _("Webhook of the intranet")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="channels", verbose_name=_("account")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name of the channel"), max_length=50)
    address = models.TextField(editable=False)
    made_at = models.DateTimeField(_("set up at"))
    tried_at = models.DateTimeField(null=True, editable=False)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["account", "name"]
        verbose_name = _("notification channel")
        verbose_name_plural = _("notification channels")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "name"],
                name="channel_named_once",
                violation_error_code="name",
                violation_error_message=_("You have a channel of this name already."),
            )
        ]

    def __str__(self):
        return self.name
