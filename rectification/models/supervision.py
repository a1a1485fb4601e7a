"""Joint supervision groups (联合督查组) of the office, the discipline commission and the organization department."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.models.entries import Entry, EntryQuerySet
from core.trail.recording import tracked
from core.workdays.reckoning import today
from personnel.models.reach import FURTHER, SUPERVISING


class SupervisionGroupQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds; its members, while it lasts."""
        reach = reach_of(user)
        if reach.reads_all:
            return self
        if not reach.roles & SUPERVISING:
            return self.none()
        mine = GroupMember.objects.filter(account=user.pk)
        return self.lasting(today()).filter(pk__in=mine.values("group"))

    def lasting(self, on):
        """Those formed by that day and not over."""
        return self.standing().filter(formed_on__lte=on, ends_on__gte=on)

    def keepable_by(self, user):
        """The office."""
        return self.visible_to(user) if reach_of(user).may(Right.HAND_OVER) else self.none()

    def voidable_by(self, user):
        """The office, as long as no visit of it stands."""
        visits = self.model._meta.get_field("visits").related_model
        return self.keepable_by(user).standing().exclude(pk__in=visits.objects.standing().values("group"))


@tracked()
class SupervisionGroup(Entry):
    """A joint group (联合督查组) that checks on site how inspections are being rectified, from a day to a day."""

    name = models.CharField(_("name of the group"), max_length=100)
    formed_on = models.DateField(_("formed on"))
    ends_on = models.DateField(_("lasts until"), help_text=_("From the day after, its members see nothing of it."))
    chief = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("chief of the group")
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="rectification.GroupMember",
        related_name="supervision_groups",
        verbose_name=_("members of the group"),
    )
    inspections = models.ManyToManyField(
        "rounds.Inspection",
        through="rectification.SupervisedInspection",
        related_name="supervision_groups",
        verbose_name=_("inspections whose rectification it checks"),
    )
    focus = models.TextField(_("what to look at"), max_length=1000, blank=True)

    objects = SupervisionGroupQuerySet.as_manager()

    class Meta:
        ordering = ["-formed_on", "-pk"]
        verbose_name = _("joint supervision group")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "formed_on"],
                condition=Q(voided_on__isnull=True),
                name="supervision_group_named_once",
                violation_error_code="name",
                violation_error_message=_("A group of this name is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("formed_on")),
                name="supervision_group_ends_after_it_is_formed",
                violation_error_code="ends_on",
                violation_error_message=_("A group does not end before it is formed."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of_row("rectification:supervision_group", self.pk)


class OfGroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the groups they are of."""
        return self.filter(group__in=SupervisionGroup.objects.visible_to(user))


@tracked(part_of="group")
class GroupMember(models.Model):
    """An account of the office, the discipline commission or the organization department in a group."""

    group = models.ForeignKey(
        SupervisionGroup, models.CASCADE, related_name="memberships", verbose_name=_("joint supervision group")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="supervising", verbose_name=_("account")
    )

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a supervision group")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "account"],
                name="in_a_supervision_group_once",
                violation_error_code="account",
                violation_error_message=_("This account is a member already."),
            )
        ]

    def __str__(self):
        return str(self.account)


class SupervisedInspectionQuerySet(OfGroupQuerySet):
    def visible_to(self, user):
        """As the groups they are of, but for organizations the user is recused from."""
        barred = reach_of(user).recused_organizations
        rows = super().visible_to(user)
        return rows.exclude(inspection__organization__in=barred) if barred else rows


@tracked(part_of="group")
class SupervisedInspection(models.Model):
    """An inspection whose rectification a group checks."""

    group = models.ForeignKey(
        SupervisionGroup, models.CASCADE, related_name="covered", verbose_name=_("joint supervision group")
    )
    inspection = models.ForeignKey(
        "rounds.Inspection", models.PROTECT, related_name="supervised_by", verbose_name=_("inspection")
    )

    objects = SupervisedInspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervised inspection")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "inspection"],
                name="supervised_once_a_group",
                violation_error_code="inspection",
                violation_error_message=_("The group checks this inspection already."),
            )
        ]

    def __str__(self):
        return str(self.inspection)


def supervised_on(on):
    """For the reach of an account (`OuterRef("pk")`): the inspections that its groups check on that day."""
    lasting = SupervisionGroup.objects.lasting(on).filter(memberships__account=OuterRef(OuterRef("pk")))
    rows = SupervisedInspection.objects.filter(group__in=lasting.order_by().values("pk"))
    return rows.values(found=JSONObject(inspection="inspection", organization="inspection__organization"))


FURTHER["supervised"] = supervised_on
