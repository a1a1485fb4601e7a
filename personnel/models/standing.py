"""What was said of people for their work in inspections: commended, recommended, promoted."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.models.entries import Entry
from core.trail.recording import tracked

from .people import Person
from .registers import PeopleEntryQuerySet


class StandingQuerySet(PeopleEntryQuerySet):
    def commended(self):
        """Commendations that stand."""
        return self.standing().filter(kind=Standing.Kind.COMMENDED)

    def promoted(self):
        """Promotions of people who had been recommended by then; whoever else rises does so without the office."""
        before = self.model._base_manager.filter(
            voided_on__isnull=True,
            kind=Standing.Kind.RECOMMENDED,
            person=OuterRef("person"),
            decided_on__lte=OuterRef("decided_on"),
        )
        return self.standing().filter(Exists(before), kind=Standing.Kind.PROMOTED)


@tracked()
class Standing(Entry):
    """Somebody was commended (表彰), recommended (推荐) or promoted (提拔使用) for their work in inspections."""

    class Kind(models.TextChoices):
        COMMENDED = "commended", _("Commended")
        RECOMMENDED = "recommended", _("Recommended")
        PROMOTED = "promoted", _("Promoted")

    person = models.ForeignKey(Person, models.PROTECT, related_name="standings", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.CharField(_("deciding body"), max_length=50, blank=True)
    document = models.CharField(_("document"), max_length=100, blank=True, help_text=_("Its title or number."))
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        verbose_name = _("standing")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "decided_on"],
                condition=Q(voided_on__isnull=True),
                name="one_standing_of_a_kind_and_day",
                violation_error_code="person",
                violation_error_message=_("This is entered of this person and day already."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.person} {self.get_kind_display()}"

    def get_absolute_url(self):
        return address_of_row("personnel:standing", self.pk)
