"""Who was seconded to an inspection body (挂职)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.models.entries import Entry
from core.names.fields import NameField
from core.trail.recording import tracked

from .people import Person
from .registers import TODAY, PeopleEntryQuerySet


class SecondmentQuerySet(PeopleEntryQuerySet):
    def endable_by(self, user):
        """Of those the user keeps, what goes on."""
        return self.keepable_by(user).standing().filter(ended_on__isnull=True)

    def to_end_by(self, user):
        """Of these, what should have ended by now."""
        return self.endable_by(user).filter(planned_until__lte=TODAY)


@tracked()
class Secondment(Entry):
    """A cadre works for an inspection body of the city or a county for a time, and is appraised at its end."""

    class Level(models.TextChoices):
        CITY = "city", _("City")
        COUNTY = "county", _("County")

    class Appraisal(models.TextChoices):
        OUTSTANDING = "outstanding", _("Outstanding")
        COMPETENT = "competent", _("Competent")
        BASICALLY_COMPETENT = "basically_competent", _("Basically competent")
        INCOMPETENT = "incompetent", _("Not competent")

    person = models.ForeignKey(Person, models.PROTECT, related_name="secondments", verbose_name=_("person"))
    from_unit = NameField(
        _("seconded from"), max_length=100, blank=True, help_text=_("Left empty, the employer of the person.")
    )
    to_unit = NameField(_("seconded to"), max_length=100)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    started_on = models.DateField(_("from"))
    planned_until = models.DateField(_("planned until"), null=True, blank=True)
    ended_on = models.DateField(_("back since"), null=True, blank=True)
    appraisal = models.CharField(_("appraisal"), max_length=20, choices=Appraisal, blank=True)
    appraised_as = models.TextField(_("appraisal in words"), max_length=500, blank=True)

    objects = SecondmentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-pk"]
        verbose_name = _("secondment")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(voided_on__isnull=True, ended_on__isnull=True),
                name="person_seconded_once_at_a_time",
                violation_error_code="person",
                violation_error_message=_("This person is seconded already. End that secondment first."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="secondment_ended_after_its_start",
                violation_error_code="ended_on",
                violation_error_message=_("A secondment cannot end before it began."),
            ),
            models.CheckConstraint(
                condition=Q(planned_until__isnull=True) | Q(planned_until__gte=F("started_on")),
                name="secondment_planned_beyond_its_start",
                violation_error_code="planned_until",
                violation_error_message=_("A secondment cannot end before it began."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=False) | Q(appraisal=""),
                name="secondment_appraised_at_its_end",
                violation_error_code="appraisal",
                violation_error_message=_("Who is seconded is appraised at the end, which has no day yet."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.person} {self.to_unit}"

    def get_absolute_url(self):
        return address_of_row("personnel:secondment", self.pk)
