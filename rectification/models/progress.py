"""What the organization plans and reports about an item: measures and progress."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.trail.recording import tracked
from core.wording import told_again
from rectification.models.items import Item, OfItemQuerySet


@tracked(part_of="item")
class Measure(models.Model):
    """One thing the organization does about an item, with its own owner and day."""

    class Kind(models.TextChoices):
        """The types of measure (docs/domain.md, measures)."""

        RULES = "rules", _("Making rules")
        RECOVERY = "recovery", _("Recovering losses")
        ACCOUNTABILITY = "accountability", _("Holding to account")
        WIDER = "wider", _("Drawing wider lessons")
        SPECIAL = "special", _("Special clean-up")
        MAJOR = "major", _("Major measure")

    item = models.ForeignKey(Item, models.CASCADE, related_name="measures", verbose_name=_("item"))
    number = models.PositiveSmallIntegerField(_("measure number"))
    content = models.TextField(_("measure"), max_length=1000)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, blank=True)
    leader = models.CharField(_("responsible leader"), max_length=50, blank=True)
    department = models.CharField(_("responsible department"), max_length=100, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["item", "number"]
        verbose_name = _("measure")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"],
                name="measure_number_once",
                violation_error_code="number",
                violation_error_message=_("This item has a measure of this number already."),
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.content}"


@tracked()
class Progress(models.Model):
    """What the organization reports to have done on an item, with its evidence attached."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="progress", verbose_name=_("item"))
    text = models.TextField(_("what was done"), max_length=1000)
    completion = models.CharField(_("completion"), max_length=20, choices=Item.Completion)
    rules_made = models.PositiveIntegerField(_("rules made or revised"), default=0)
    funds_recovered = models.DecimalField(
        _("funds returned (yuan)"),
        max_digits=14,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
    )
    reported_on = models.DateField(_("reported on"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reported by")
    )

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("progress report")

    def __str__(self):
        return f"{self.item} {self.reported_on:%Y-%m-%d}"

    @property
    def told(self) -> str:
        """What was done; that it comes from a ledger is said in the reader's language."""
        return told_again(self.text)
