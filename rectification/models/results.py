"""What came of rectification, row by row: rules the organization made or revised, and funds it returned."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.models.entries import CorrectedEntry, EntryQuerySet
from core.names.fields import NameField
from core.trail.recording import tracked
from core.ui.money import yuan
from rounds.models import Organization

from .items import Item, OfItemQuerySet


class ResultQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """As the items they belong to."""
        return self.filter(item__in=Item.objects.visible_to(user))

    def keepable_by(self, user):
        """Of the items for which the user enters what came of them."""
        return self.visible_to(user).filter(item__in=Item.objects.taking_results_of(user))


class OrganizationRuleQuerySet(ResultQuerySet):
    def of_item(self, item):
        """Those that stand for the item, its own before those that are also for it."""
        also = Exists(RuleAlsoFor.objects.filter(rule=OuterRef("pk"), item=item))
        its_own = Case(When(item=item, then=0), default=1)
        return self.standing().filter(Q(item=item) | also).order_by(its_own, "made_on", "pk")


class Source(models.TextChoices):
    """Where a result is from: what a report or a ledger tells as a number alone has neither title nor voucher."""

    ENTERED = "entered", _("Entered one by one")
    REPORT = "report", _("A number in a report")
    LEDGER = "ledger", _("A number in a ledger")


@tracked()
class OrganizationRule(CorrectedEntry):
    """A rule that an organization made or revised in rectifying an item; or so many, of which a number alone is known.

    It counts once, for its item, whatever further items it is an answer to (docs/domain.md, results).
    """

    class Kind(models.TextChoices):
        NEW = "new", _("Newly made")
        REVISED = "revised", _("Revised")

    item = models.ForeignKey(Item, models.PROTECT, related_name="rules", verbose_name=_("item"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, blank=True)
    title = NameField(_("title of the rule"), max_length=100, blank=True)
    number = models.CharField(_("document number"), max_length=50, blank=True)
    made_on = models.DateField(_("made on"))
    amount = models.PositiveIntegerField(_("how many"), default=1)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.ENTERED)
    also_for = models.ManyToManyField(
        Item,
        through="rectification.RuleAlsoFor",
        related_name="further_rules",
        verbose_name=_("also for"),
        blank=True,
        help_text=_("Further items of the organization that it is an answer to; it counts once, for the first."),
    )

    objects = OrganizationRuleQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]
        verbose_name = _("rule of an organization")
        constraints = [
            *CorrectedEntry.Meta.constraints,
            models.UniqueConstraint(
                fields=["item", "kind", "title", "made_on"],
                condition=Q(voided_on__isnull=True, source="entered"),
                name="rule_of_an_item_once",
                violation_error_code="title",
                violation_error_message=_("This rule is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(source="entered", amount=1) & ~Q(kind="") & ~Q(title="")
                | Q(kind="", title="", amount__gte=1) & ~Q(source="entered"),
                name="rule_is_one_and_has_a_title",
                violation_error_code="title",
                violation_error_message=_("Enter each rule by itself, with its title."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return self.title or _("%(amount)s rules, without titles") % {"amount": self.amount}

    @property
    def told(self) -> str:
        """Its title, or how many there are of which only the number is known."""
        return str(self)

    def get_absolute_url(self):
        return address_of_row("rectification:organization_rule", self.pk)

    @property
    def organization(self) -> Organization:
        return self.item.hand_over.inspection.organization


@tracked(part_of="rule")
class RuleAlsoFor(models.Model):
    """A further item that a rule is an answer to."""

    rule = models.ForeignKey(OrganizationRule, models.CASCADE, related_name="further", verbose_name=_("rule"))
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name=_("item"))

    objects = OfItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("further item of a rule")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "item"],
                name="rule_is_for_an_item_once",
                violation_error_code="item",
                violation_error_message=_("This item is named already."),
            )
        ]

    def __str__(self):
        return str(self.item)


@tracked()
class ReturnedFunds(CorrectedEntry):
    """Irregular funds, in yuan, that an organization returned in rectifying an item (docs/domain.md, results)."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="funds", verbose_name=_("item"))
    amount = models.DecimalField(_("amount (yuan)"), max_digits=14, decimal_places=2)
    returned_on = models.DateField(_("returned on"))
    voucher = models.CharField(_("voucher number"), max_length=50, blank=True)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.ENTERED)

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["-returned_on", "-pk"]
        verbose_name = _("funds returned")
        constraints = [
            *CorrectedEntry.Meta.constraints,
            models.UniqueConstraint(
                fields=["item", "voucher", "returned_on", "amount"],
                condition=Q(voided_on__isnull=True) & ~Q(voucher=""),
                name="funds_of_a_voucher_once",
                violation_error_code="voucher",
                violation_error_message=_("These funds are entered already."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="funds_returned_are_above_zero",
                violation_error_code="amount",
                violation_error_message=_("Enter an amount above zero."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return yuan(self.amount)

    def get_absolute_url(self):
        return address_of_row("rectification:returned_funds_entry", self.pk)

    @property
    def organization(self) -> Organization:
        return self.item.hand_over.inspection.organization
