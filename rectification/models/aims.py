"""How a lasting item (长期坚持) goes on: in stages, each with an aim and a day (阶段目标)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.trail.recording import tracked
from core.trail.versions import VersionField

from .items import Item, OfItemQuerySet
from .progress import Measure


class StagedAimQuerySet(OfItemQuerySet):
    def open(self):
        """Those that are not accepted as reached: of an item, one at most."""
        return self.exclude(status=StagedAim.Status.REACHED)

    def awaiting(self, user):
        """Of these, those reported as reached, for whoever reviews them."""
        return self.filter(status=StagedAim.Status.REPORTED, item__in=Item.objects.replannable_by(user))

    def reached(self, as_of):
        """Accepted as reached by that day."""
        return self.filter(status=StagedAim.Status.REACHED, decided_on__lte=as_of)


@tracked(part_of="item")
class StagedAim(models.Model):
    """What a lasting item is to come to by a day: set and reported by the organization, accepted by the office.

    The next one is set once the last is accepted. It may be the stage of one `measure` of the item.
    """

    class Status(models.TextChoices):
        UNDER_WAY = "under_way", _("Under way")
        REPORTED = "reported", _("Reported, to be reviewed")
        RETURNED = "returned", _("Returned")
        REACHED = "reached", _("Reached")

    TONES = {
        Status.UNDER_WAY: "info",
        Status.REPORTED: "warning",
        Status.RETURNED: "danger",
        Status.REACHED: "success",
    }
    STEPS = {
        Status.UNDER_WAY: {Status.REPORTED},
        Status.REPORTED: {Status.REACHED, Status.RETURNED},
        Status.RETURNED: {Status.REPORTED},
        Status.REACHED: set(),
    }
    OPEN = (Status.UNDER_WAY, Status.REPORTED, Status.RETURNED)
    REPORTABLE = (Status.UNDER_WAY, Status.RETURNED)

    item = models.ForeignKey(Item, models.PROTECT, related_name="aims", verbose_name=_("item"))
    number = models.PositiveSmallIntegerField(_("number of the stage"))
    goal = models.CharField(_("aim of the stage"), max_length=500)
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, blank=True, related_name="aims", verbose_name=_("measure")
    )
    due_on = models.DateField(_("to be reached by"))
    set_on = models.DateField(_("set on"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("set by"))
    done = models.TextField(_("what was reached"), max_length=1000, blank=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reported by"),
    )
    opinion = models.TextField(_("opinion"), max_length=500, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.UNDER_WAY)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = StagedAimQuerySet.as_manager()

    class Meta:
        ordering = ["item", "number"]
        verbose_name = _("staged aim")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"],
                name="staged_aim_number_once",
                violation_error_code="number",
                violation_error_message=_("This item has a stage of this number already."),
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=~Q(status="reached"),
                name="one_open_staged_aim_an_item",
                violation_error_code="item",
                violation_error_message=_("This item has a stage that is still open."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("set_on")),
                name="staged_aim_due_after_it_is_set",
                violation_error_code="due_on",
                violation_error_message=_("A stage cannot be due before it is set."),
            ),
            models.CheckConstraint(
                condition=Q(status="under_way")
                | Q(reported_on__isnull=False, reported_by__isnull=False) & ~Q(done=""),
                name="reported_staged_aim_says_what",
                violation_error_code="done",
                violation_error_message=_("A reported stage says what was reached, when and by whom."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["under_way", "reported"], decided_on__isnull=True, decided_by__isnull=True)
                | Q(status__in=["returned", "reached"], decided_on__isnull=False, decided_by__isnull=False),
                name="staged_aim_decided_wholly",
                violation_error_code="decided_on",
                violation_error_message=_("A decision needs its day and who decided."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("reported_by")),
                name="staged_aim_decided_by_another",
                violation_error_code="decided_by",
                violation_error_message=_("Nobody decides on their own application."),
            ),
        ]

        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return gettext("Stage %(number)s") % {"number": self.number}

    def get_absolute_url(self):
        return self.item.get_absolute_url()
