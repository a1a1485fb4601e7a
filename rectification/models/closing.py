"""How an item comes to its end: checks on site, and applications for the close-out with their decisions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.trail.recording import tracked

from .applications import Application, decided_once
from .items import Item, OfItemQuerySet


@tracked()
class CheckResult(models.Model):
    """What a check on site found of one item (查账)."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("Rectified as reported")
        PARTLY = "partly", _("Partly rectified")
        REFUTED = "refuted", _("Not as reported")

    TONES = {Verdict.CONFIRMED: "success", Verdict.PARTLY: "warning", Verdict.REFUTED: "danger"}

    item = models.ForeignKey(Item, models.PROTECT, related_name="checks", verbose_name=_("item"))
    checked_on = models.DateField(_("checked on"))
    checkers = models.CharField(_("checked by"), max_length=200)
    place = models.CharField(_("place of the check"), max_length=100, blank=True)
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict)
    opinion = models.TextField(_("opinion"), max_length=500)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_on", "-pk"]
        verbose_name = _("check result")

    def __str__(self):
        return f"{self.item} {self.get_verdict_display()}"


class CloseOutQuerySet(OfItemQuerySet):
    def awaiting(self, user):
        """Of these, the applications without a decision, for those who decide."""
        return self.filter(decision="") if reach_of(user).may(Right.CLOSE_OUT) else self.none()


@tracked()
class CloseOut(Application):
    """One application of the organization to close an item out, and the office's decision on it (销账).

    Two sides sign: who applied never decides, held by the database as well. It tells why the problem arose, what came
    of rectifying it, and what else was looked at in its light; those from before that was asked tell the second alone.
    """

    TOLD = ("root_cause", "statement", "wider_lessons")
    """What whoever applies says, in this order."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Closed out")
        RETURNED = "returned", _("Returned")

    item = models.ForeignKey(Item, models.PROTECT, related_name="close_outs", verbose_name=_("item"))
    root_cause = models.TextField(_("root cause"), max_length=1000, blank=True)
    statement = models.TextField(_("statement of completion"), max_length=1000)
    wider_lessons = models.TextField(_("wider lessons"), max_length=1000, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)

    objects = CloseOutQuerySet.as_manager()

    class Meta(Application.Meta):
        verbose_name = _("close-out")
        constraints = decided_once(
            "close_out",
            open_already=_("The close-out of this item is applied for already."),
            against="returned",
            why=_("Say what is to be mended."),
        )
