"""Who is inspected, and the bodies that work with the office."""

from django.db import models
from django.db.models import Exists, F, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.names.fields import NameField, SkeletonField, TakenOnce, keyed
from core.names.matching import matching
from core.search.pinyin import PinyinKeyField
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.workdays.unrecorded import happened_by

from .inspections import Inspection


class OrganizationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leading group see all, a team those it inspects, an organization and a division leader theirs.

        A joint supervision group sees those it checks, while it lasts.
        """
        reach = reach_of(user)
        if reach.reads_all:
            return self.exclude(pk__in=reach.recused_organizations) if reach.recused_organizations else self
        inspected = Inspection.objects.filter(pk__in=reach.inspections | reach.supervised)
        return self.filter(reach.of_organizations() | Q(pk__in=inspected.values("organization")))

    def named_to(self, user):
        """Those whose names the user may choose from: the system administrator links accounts to any of them."""
        return self if reach_of(user).may(Right.KEEP_ACCOUNTS) else self.visible_to(user)

    def search(self, words):
        """By parts of the name or by its pinyin; also of a name that it bore before."""
        former = _former_names().objects.filter(matching(words, names=("name",)))
        return self.filter(matching(words, names=("name",)) | Q(pk__in=former.values("organization")))

    def called(self, name):
        """The one of this name, however it is spelt; several from before names were taken once.

        Where none is called so now, the one that was.
        """
        now = self.filter(keyed("name", name))
        former = _former_names().objects.filter(keyed("name", name))
        return self.filter(
            Q(pk__in=now.values("pk")) | Q(pk__in=former.values("organization")) & ~Exists(now.order_by().values("pk"))
        )

    def standing(self, on=None):
        """Those not merged or abolished; or not by that day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on) if on else Q(ended_on=None))

    def keepable_by(self, user):
        """The office keeps the register, but for organizations it is recused from."""
        return self.visible_to(user) if reach_of(user).may(Right.KEEP_ROUNDS) else self.none()

    def endable_by(self, user):
        """Of these, those that still stand."""
        return self.keepable_by(user).standing()

    def inspected(self, as_of):
        """Those a team has entered at least once by that day."""
        return self.filter(happened_by("entered_on", as_of, on="inspections__")).distinct()


def _former_names() -> type[models.Model]:
    """The model of former names, whose module imports this one."""
    return Organization._meta.get_field("former_names").related_model


@tracked(exclude=["name_skeleton"])
class Organization(models.Model):
    """A party organization that can be inspected, until it is merged into another or abolished.

    `secretary` is the present one of `SecretaryTerm`. `successor` is what it was merged into, or what takes over its
    duties; `answered_by` is who answers for it today, where that was merged in its turn.
    """

    class Ending(models.TextChoices):
        MERGED = "merged", _("Merged into another")
        ABOLISHED = "abolished", _("Abolished")

    class Level(models.TextChoices):
        CITY = "city", _("City")
        COUNTY = "county", _("County")
        TOWNSHIP = "township", _("Township")
        VILLAGE = "village", _("Village")

    name = NameField(_("name"), max_length=100)
    name_skeleton = SkeletonField(source="name")
    name_key = PinyinKeyField(source="name")
    category = NameField(_("category"), max_length=50)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    district = NameField(_("district"), max_length=50, blank=True)
    secretary = NameField(_("party secretary"), max_length=50, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("superior organization"),
    )
    ending = models.CharField(_("how it ended"), max_length=20, choices=Ending, blank=True, default="", db_default="")
    ended_on = models.DateField(_("merged or abolished on"), null=True, blank=True)
    end_reason = models.CharField(_("reason of the end"), max_length=500, blank=True, default="", db_default="")
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("successor")
    )
    answered_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers_for", verbose_name=_("answered for by")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "pk"]
        verbose_name = _("party organization")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="organization_has_a_name",
                violation_error_code="name",
                violation_error_message=_("An organization needs a name."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="organization_not_under_itself",
                violation_error_code="parent",
                violation_error_message=_("An organization does not stand under itself."),
            ),
            models.CheckConstraint(
                condition=Q(ending="", ended_on=None, successor=None, answered_by=None)
                | Q(ending="merged", ended_on__isnull=False, successor__isnull=False)
                | Q(ending="abolished", ended_on__isnull=False),
                name="organization_ended_wholly",
                violation_error_code="ended_on",
                violation_error_message=_("An end has its day, and a merger the organization that it went into."),
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("id")),
                name="organization_not_its_own_successor",
                violation_error_code="successor",
                violation_error_message=_("An organization is not its own successor."),
            ),
            TakenOnce(
                fields=["name_skeleton"],
                name="organization_named_once",
                violation_error_code="name",
                violation_error_message=_("This name, or one that looks like it, is entered already."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of_row("rounds:organization", self.pk)

    @property
    def is_standing(self) -> bool:
        return self.ended_on is None

    @property
    def answering(self) -> "Organization":
        """Who answers for it today: itself, or what it went into."""
        return self.answered_by or self


class BodyQuerySet(models.QuerySet):
    def keepable_by(self, user):
        """The office keeps the register."""
        return self.all() if reach_of(user).may(Right.KEEP_ROUNDS) else self.none()

    def search(self, words):
        """By parts of the name."""
        return self.filter(matching(words, spelt=("name",)))


@tracked(exclude=["name_skeleton"])
class Body(models.Model):
    """A body that receives leads or cooperates with teams: a discipline commission, an organization department …"""

    class Kind(models.TextChoices):
        DISCIPLINE = "discipline", _("Discipline commission")
        ORGANIZATION_DEPARTMENT = "organization_department", _("Organization department")
        COOPERATING = "cooperating", _("Cooperating body")

    name = NameField(_("name"), max_length=100)
    name_skeleton = SkeletonField(source="name")
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("body")
        constraints = [
            TakenOnce(
                fields=["name_skeleton"],
                name="body_named_once",
                violation_error_code="name",
                violation_error_message=_("This name, or one that looks like it, is entered already."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of_row("rounds:body", self.pk)
