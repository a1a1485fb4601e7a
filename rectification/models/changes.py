"""How an accepted plan is changed: applied for by the organization, decided by the office (整改变更, 延期)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.trail.recording import tracked

from .applications import WITHDRAWN, Application, decided_once
from .handover import HandOver
from .items import Item, OfItemQuerySet
from .progress import Measure

ANOTHER_DAY = Q(due_on__isnull=False) & (Q(former_due_on__isnull=True) | ~Q(due_on=F("former_due_on")))


class ItemChangeQuerySet(OfItemQuerySet):
    def awaiting(self, user):
        """Of these, those without a decision, for whoever reviews the plan."""
        return self.filter(decision="", item__hand_over__in=HandOver.objects.handled_by(user))

    def accepted(self):
        """Those by which the plan was changed, the latest first."""
        return self.filter(decision=ItemChange.Decision.ACCEPTED).order_by("-decided_on", "-pk")

    def with_measures(self):
        """With what they ask of measures, in one statement."""
        asked = MeasureChange.objects.select_related("measure")
        return self.prefetch_related(models.Prefetch("measures", asked))

    def extensions(self):
        """Those that ask for another day (延期)."""
        return self.filter(ANOTHER_DAY, reopening=None, of_check=False)

    def letting_go(self):
        """Those by which an item has no day any more, as somebody said who checked what a ledger brought."""
        return self.filter(of_check=True, due_on=None)


@tracked()
class ItemChange(Application):
    """One application to change what the accepted plan says of an item, and the office's decision on it.

    It tells what is asked beside what stands; once it is decided, what stood then, since the day of the change before
    it. So what the plan said on a past day is told by the first change accepted after that day. A `reopening` gives an
    item another day, too, and writes one as well; so does who checks what a ledger brought late (`of_check`), and says
    that another day holds, or none: nobody applied for that, and one person decides it.
    """

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = WITHDRAWN, _("Withdrawn")

    TONES = {Decision.ACCEPTED: "success", Decision.REFUSED: "danger", Decision.WITHDRAWN: "neutral"}

    item = models.ForeignKey(Item, models.PROTECT, related_name="changes", verbose_name=_("item"))
    reason = models.TextField(_("reason"), max_length=500)
    goal = models.CharField(_("goal"), max_length=500, blank=True)
    leader = models.CharField(_("responsible leader"), max_length=50, blank=True)
    department = models.CharField(_("responsible department"), max_length=100, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    former_goal = models.CharField(_("former goal"), max_length=500, blank=True)
    former_leader = models.CharField(_("former responsible leader"), max_length=50, blank=True)
    former_department = models.CharField(_("former responsible department"), max_length=100, blank=True)
    former_due_on = models.DateField(_("formerly due on"), null=True, blank=True)
    former_since = models.DateField(_("stood since"), null=True, blank=True)
    reopening = models.OneToOneField(
        "rectification.Reopening",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="change",
        verbose_name=_("reopening"),
    )
    of_check = models.BooleanField(_("said when its ledger was checked"), default=False, db_default=False)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)

    objects = ItemChangeQuerySet.as_manager()

    class Meta(Application.Meta):
        verbose_name = _("change of an item")
        constraints = decided_once(
            "item_change",
            open_name="change",
            open_already=_("A change of this item is applied for already."),
            against="refused",
            why=_("Say why it is refused."),
            may_withdraw=True,
            alone=Q(of_check=True),
        )
        indexes = [
            models.Index(fields=["decided_on"], name="item_change_accepted_by_day", condition=Q(decision="accepted")),
        ]

    @property
    def is_extension(self) -> bool:
        """Whether another day is asked for."""
        return self.due_on != self.former_due_on

    @property
    def days_more(self) -> int | None:
        """By how many days an extension moves the day, backwards below zero; None where it moves none."""
        is_asked = not self.reopening_id and not self.of_check
        moves = self.due_on and self.former_due_on and self.is_extension and is_asked
        return (self.due_on - self.former_due_on).days if moves else None


class MeasureChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the changes they belong to."""
        return self.filter(change__in=ItemChange.objects.visible_to(user))


@tracked()
class MeasureChange(models.Model):
    """What a change asks of one measure, beside what stands."""

    change = models.ForeignKey(
        ItemChange, models.CASCADE, related_name="measures", verbose_name=_("change of an item")
    )
    # No plan whose measures were changed is written anew, and the database holds it: nobody need ask before one is.
    measure = models.ForeignKey(Measure, models.DO_NOTHING, related_name="changes", verbose_name=_("measure"))
    leader = models.CharField(_("responsible leader"), max_length=50, blank=True)
    department = models.CharField(_("responsible department"), max_length=100, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    former_leader = models.CharField(_("former responsible leader"), max_length=50, blank=True)
    former_department = models.CharField(_("former responsible department"), max_length=100, blank=True)
    former_due_on = models.DateField(_("formerly due on"), null=True, blank=True)

    objects = MeasureChangeQuerySet.as_manager()

    class Meta:
        ordering = ["change", "measure"]
        verbose_name = _("change of a measure")
        constraints = [
            models.UniqueConstraint(
                fields=["change", "measure"],
                name="one_change_a_measure",
                violation_error_code="measure",
                violation_error_message=_("This measure is named twice."),
            )
        ]

    def __str__(self):
        return f"{self.change} {self.measure}"
