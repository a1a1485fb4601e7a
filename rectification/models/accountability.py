"""Who was held to account for failing to rectify (问责): heads admonished, units criticized."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Role
from core.addresses import address_of_row
from core.models.entries import Entry
from core.names.fields import NameField
from core.trail.recording import tracked

from .items import Item, OfItemQuerySet
from .registers import OfOrganizationQuerySet


class AccountabilityQuerySet(OfOrganizationQuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds; a criticism of the unit also its secretary and who follows it, no liaison.

        What was said to a person is between that person and those above.
        """
        reach = reach_of(user)
        seen = super().visible_to(user)
        if reach.reads_all:
            return seen
        told = reach.portfolio | (reach.organizations if Role.SECRETARY in reach.roles else frozenset())
        return seen.filter(kind=Accountability.Kind.UNIT_CRITICIZED, organization__in=told)

    def first_times(self):
        """Of those that stand, each person and each unit once for each kind: the first time."""
        same = {name: OuterRef(name) for name in ("kind", "organization", "person")}
        before = self.model._base_manager.filter(voided_on__isnull=True, taken_on__lt=OuterRef("taken_on"), **same)
        return self.standing().exclude(Exists(before))


@tracked()
class Accountability(Entry):
    """One person admonished, or one unit criticized, because rectification failed (docs/domain.md, accountability)."""

    class Kind(models.TextChoices):
        SECRETARY_ADMONISHED = "secretary_admonished", _("Admonition of a party secretary")
        DISCIPLINE_HEAD_ADMONISHED = (
            "discipline_head_admonished",
            _("Admonition of the head of a discipline inspection group"),
        )
        UNIT_CRITICIZED = "unit_criticized", _("Circular criticism of a unit")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    organization = models.ForeignKey(
        "rounds.Organization",
        models.PROTECT,
        related_name="accountability",
        verbose_name=_("party organization"),
    )
    person = NameField(
        _("person"), max_length=50, blank=True, help_text=_("Who was admonished; of a criticism of the unit, nobody.")
    )
    taken_on = models.DateField(_("day"))
    cause = models.TextField(_("cause"), max_length=1000)
    number = models.CharField(_("document number"), max_length=50, blank=True)
    items = models.ManyToManyField(
        Item, through="rectification.AccountedItem", related_name="accountability", verbose_name=_("items"), blank=True
    )

    objects = AccountabilityQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_on", "-pk"]
        verbose_name = _("accountability")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "organization", "person", "taken_on"],
                condition=Q(voided_on__isnull=True),
                name="held_to_account_once_a_day",
                violation_error_code="person",
                violation_error_message=_("This is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(kind="unit_criticized") | ~Q(person=""),
                name="admonition_is_of_a_person",
                violation_error_code="person",
                violation_error_message=_("Name who was admonished."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return " ".join(filter(None, [str(self.organization), self.person, self.get_kind_display()]))

    def get_absolute_url(self):
        return address_of_row("rectification:accountability_entry", self.pk)


@tracked(part_of="accountability")
class AccountedItem(models.Model):
    """An item for which somebody was held to account."""

    accountability = models.ForeignKey(
        Accountability, models.CASCADE, related_name="accounted", verbose_name=_("accountability")
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="accounted", verbose_name=_("item"))

    objects = OfItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of an accountability")
        constraints = [
            models.UniqueConstraint(
                fields=["accountability", "item"],
                name="item_accounted_once",
                violation_error_code="item",
                violation_error_message=_("This item is named already."),
            )
        ]

    def __str__(self):
        return str(self.item)
