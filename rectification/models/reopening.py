"""How a closed item is opened again (重新整改): applied for where the problem is found to be back, and decided."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.trail.recording import tracked

from .applications import Application, decided_once
from .items import Item, OfItemQuerySet


class ReopeningQuerySet(OfItemQuerySet):
    def visible_to(self, user):
        """The office, the leading group and the team see all of their items; the others those that were accepted."""
        seen = super().visible_to(user)
        reach = reach_of(user)
        if reach.reads_all:
            return seen
        of_team = Q(item__hand_over__inspection__in=reach.inspections)
        return seen.filter(of_team | Q(decision=Reopening.Decision.ACCEPTED))

    def awaiting(self, user):
        """Of these, those without a decision, for whoever decides on them."""
        return self.filter(decision="", item__in=Item.objects.reopening_decidable_by(user))

    def accepted(self, as_of):
        """Those by which an item was opened again, by that day."""
        return self.filter(decision=Reopening.Decision.ACCEPTED, decided_on__lte=as_of)


@tracked()
class Reopening(Application):
    """One application to open a closed item again, and the decision on it.

    It keeps the day of the closing that it undoes: on the days from then until the decision the item was closed.
    """

    class Source(models.TextChoices):
        LOOK_BACK = "look_back", _("A look-back")
        CHECK = "check", _("A check on site")
        COMPLAINT = "complaint", _("A complaint")
        REPORTED = "reported", _("Reported by the organization")

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Reopened")
        REFUSED = "refused", _("Refused")

    TONES = {Decision.ACCEPTED: "danger", Decision.REFUSED: "neutral"}

    item = models.ForeignKey(Item, models.PROTECT, related_name="reopenings", verbose_name=_("item"))
    source = models.CharField(_("how it became known"), max_length=20, choices=Source)
    reason = models.TextField(_("reason"), max_length=500)
    due_on = models.DateField(_("to be rectified by"))
    closed_on = models.DateField(_("closed out on"))
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)

    objects = ReopeningQuerySet.as_manager()

    class Meta(Application.Meta):
        verbose_name = _("reopening")
        constraints = [
            *decided_once(
                "reopening",
                open_already=_("The reopening of this item is applied for already."),
                against="refused",
                why=_("Say why it is refused."),
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("closed_on")),
                name="reopened_after_it_was_closed",
                violation_error_code="decided_on",
                violation_error_message=_("An item is opened again after it was closed."),
            ),
        ]
        indexes = [
            models.Index(fields=["decided_on"], name="item_reopened_by_day", condition=Q(decision="accepted")),
        ]
