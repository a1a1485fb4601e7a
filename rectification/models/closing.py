"""How an item comes to its end: checks on site, and applications for the close-out with their decisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.trail.recording import tracked

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
class CloseOut(models.Model):
    """One application of the organization to close an item out, and the office's decision on it (销账).

    Two sides sign: who applied never decides, held by the database as well.
    """

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Closed out")
        RETURNED = "returned", _("Returned")

    item = models.ForeignKey(Item, models.PROTECT, related_name="close_outs", verbose_name=_("item"))
    statement = models.TextField(_("statement of completion"), max_length=1000)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("applied by")
    )
    applied_on = models.DateField(_("applied on"))
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    opinion = models.TextField(_("opinion"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    objects = CloseOutQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("close-out")
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(decision=""),
                name="one_open_close_out_an_item",
                violation_error_code="item",
                violation_error_message=_("The close-out of this item is applied for already."),
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_on__isnull=True)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_on__isnull=False)),
                name="close_out_decided_wholly",
                violation_error_code="decision",
                violation_error_message=_("A decision needs its day and who decided."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("applied_by")),
                name="close_out_decided_by_another",
                violation_error_code="decided_by",
                violation_error_message=_("Nobody decides on their own application."),
            ),
            models.CheckConstraint(
                condition=~Q(decision="returned") | ~Q(opinion=""),
                name="returned_close_out_says_why",
                violation_error_code="opinion",
                violation_error_message=_("Say what is to be mended."),
            ),
        ]

    def __str__(self):
        return f"{self.item} {self.applied_on:%Y-%m-%d}"
