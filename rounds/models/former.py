"""What an organization was called before, and who was its party secretary from when to when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.names.fields import NameField, SkeletonField
from core.search.pinyin import PersonKeyField, PinyinKeyField
from core.trail.recording import tracked

from .organizations import Organization


class OfOrganizationQuerySet(models.QuerySet):
    """Rows about an organization."""

    def visible_to(self, user):
        """As the organizations they are about."""
        return self.filter(organization__in=Organization.objects.visible_to(user))


@tracked(exclude=["name_skeleton"])
class FormerName(models.Model):
    """A name that an organization bore until a day; papers signed under it keep it (docs/domain.md, organizations).

    A day is empty where nobody knows it.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="former_names", verbose_name=_("party organization")
    )
    name = NameField(_("former name"), max_length=100)
    name_skeleton = SkeletonField(source="name")
    name_key = PinyinKeyField(source="name")
    from_on = models.DateField(_("borne from"), null=True, blank=True)
    until_on = models.DateField(_("borne until"), null=True, blank=True)

    objects = OfOrganizationQuerySet.as_manager()

    class Meta:
        ordering = [F("until_on").desc(nulls_last=True), "-pk"]
        verbose_name = _("former name")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name_skeleton"],
                name="former_name_once",
                violation_error_code="name",
                violation_error_message=_("This former name is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="former_name_ended_after_its_start",
                violation_error_code="until_on",
                violation_error_message=_("A name is not borne until a day before it was taken."),
            ),
        ]

    def __str__(self):
        return self.name


@tracked(exclude=["name_skeleton"])
class SecretaryTerm(models.Model):
    """A party secretary of an organization, from a day to the day on which the next one took over.

    `handover` tells, as it was then, what was still owed when this one came: one line for each duty, with its day.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="secretaries", verbose_name=_("party organization")
    )
    name = NameField(_("party secretary"), max_length=50)
    name_skeleton = SkeletonField(source="name")
    name_key = PersonKeyField(source="name")
    from_on = models.DateField(_("secretary from"), null=True, blank=True)
    until_on = models.DateField(_("secretary until"), null=True, blank=True)
    handover = models.TextField(_("duties taken over"), blank=True)

    objects = OfOrganizationQuerySet.as_manager()

    class Meta:
        ordering = [F("until_on").desc(nulls_first=True), "-pk"]
        verbose_name = _("term of a party secretary")
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(until_on__isnull=True),
                name="one_secretary_at_a_time",
                violation_error_code="name",
                violation_error_message=_("This organization has a party secretary already."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="secretary_left_after_coming",
                violation_error_code="until_on",
                violation_error_message=_("A party secretary does not leave before coming."),
            ),
        ]

    def __str__(self):
        return self.name
