"""Whom organizations held to account in rectification (追责问责), row by row."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.addresses import address_of_row
from core.models.entries import CorrectedEntry
from core.names.fields import NameField
from core.trail.recording import tracked
from rounds.models import Organization

from .items import Item
from .results import ResultQuerySet


@tracked()
class HeldToAccount(CorrectedEntry):
    """A person or a unit that an organization held to account for the problem of an item.

    What the office has done to heads and units that fail to rectify is another thing (`Accountability`).
    """

    class Subject(models.TextChoices):
        PERSON = "person", pgettext_lazy("held to account", "Person")
        UNIT = "unit", pgettext_lazy("held to account", "Unit")

    class Way(models.TextChoices):
        TALK = "talk", pgettext_lazy("held to account", "Reminded in a talk")
        CRITICISM = "criticism", pgettext_lazy("held to account", "Criticized and educated")
        REVIEW = "review", pgettext_lazy("held to account", "Ordered to write a self-criticism")
        CIRCULAR = "circular", pgettext_lazy("held to account", "Criticized in a circular")
        ADMONITION = "admonition", pgettext_lazy("held to account", "Admonished")
        POST = "post", pgettext_lazy("held to account", "Organizational measure")
        PARTY = "party", pgettext_lazy("held to account", "Party discipline")
        ADMINISTRATIVE = "administrative", pgettext_lazy("held to account", "Administrative discipline")
        OTHER = "other", pgettext_lazy("held to account", "Dealt with in another way")

    item = models.ForeignKey(Item, models.PROTECT, related_name="held", verbose_name=_("item"))
    subject = models.CharField(_("person or unit"), max_length=10, choices=Subject, default=Subject.PERSON)
    name = NameField(_("who was held to account"), max_length=100)
    post = models.CharField(_("post when held to account"), max_length=100, blank=True)
    way = models.CharField(_("way of holding to account"), max_length=20, choices=Way)
    held_on = models.DateField(_("held to account on"))
    number = models.CharField(_("document number"), max_length=50, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("held to account by its organization")
        constraints = [
            *CorrectedEntry.Meta.constraints,
            models.UniqueConstraint(
                fields=["item", "name", "way", "held_on"],
                condition=Q(voided_on__isnull=True),
                name="held_to_account_once",
                violation_error_code="name",
                violation_error_message=_("This is entered already."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.name} {self.get_way_display()}"

    def get_absolute_url(self):
        return address_of_row("rectification:held_to_account_entry", self.pk)

    @property
    def organization(self) -> Organization:
        return self.item.hand_over.inspection.organization
