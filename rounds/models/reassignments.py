"""Duties handed on by hand (转办): to one person of the side that owes them, or from body to body."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.trail.recording import tracked


class ReassignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the obligations they are about."""
        return self.filter(
            obligation__in=self.model._meta.get_field("obligation").related_model.objects.visible_to(user)
        )


@tracked()
class Reassignment(models.Model):
    """One obligation handed on, with the reason: who was to see to it before, and who is since.

    Without account and body it was, or is, the whole side that the kind names.
    """

    obligation = models.ForeignKey(
        "rounds.Obligation", models.CASCADE, related_name="reassignments", verbose_name=_("obligation")
    )
    reassigned_on = models.DateField(_("reassigned on"))
    reassigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reassigned by")
    )
    why = models.CharField(_("why it is reassigned"), max_length=200)
    former_account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("from the account"),
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("to the account"),
    )
    former_body = models.ForeignKey(
        "rounds.Body", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("from the body")
    )
    body = models.ForeignKey(
        "rounds.Body", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to the body")
    )

    objects = ReassignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-reassigned_on", "-pk"]
        verbose_name = _("reassignment of a duty")

    def __str__(self):
        return f"{self.obligation} {self.reassigned_on:%Y-%m-%d}"

    @property
    def told(self) -> str:
        """From whom to whom."""
        whole = gettext("the whole office")
        names = {"former": self.former_body or self.former_account, "new": self.body or self.account}
        return gettext("Reassigned from %(former)s to %(new)s") % {
            key: each.name if each else whole for key, each in names.items()
        }
