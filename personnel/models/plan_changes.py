"""What is added to an approved plan, or taken out of it, each on an approval of its own."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField
from rounds.models import InspectionKind, InspectionMode
from rounds.place.words import team_in_words

from .people import Person, Posting


class PlanChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leading group, but for organizations they are recused from."""
        reach = reach_of(user)
        if not reach.reads_all:
            return self.none()
        return self.exclude(organization__in=reach.recused_organizations)

    def awaiting(self):
        """Those nobody has decided on yet."""
        return self.filter(status=PlanChange.Status.AWAITING)

    def decidable_by(self, user):
        """The leading group's, but not of who applied for it, nor of whom it posts."""
        if not reach_of(user).may(Right.APPROVE_ROUNDS):
            return self.none()
        others = self.visible_to(user).exclude(applied_by__in=user.own_accounts)
        return others.exclude(person__in=user.own_persons)


@tracked()
class PlanChange(models.Model):
    """One change of a plan that was approved already: nothing of it is there before it is approved itself.

    Who is posted, and to what, is known by the plan; an end of a posting is none of these, since it takes rights away.
    """

    class Kind(models.TextChoices):
        TEAM = "team", _("A further team")
        ORGANIZATION = "organization", _("A further organization")
        WITHDRAWAL = "withdrawal", _("An organization less")
        POSTING = "posting", _("A further posting")

    class Status(models.TextChoices):
        AWAITING = "awaiting", _("Awaiting the decision")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")

    STEPS = {
        Status.AWAITING: {Status.APPROVED, Status.RETURNED},
        Status.APPROVED: set(),
        Status.RETURNED: set(),
    }
    TONES = {Status.AWAITING: "warning", Status.APPROVED: "success", Status.RETURNED: "neutral"}

    round = models.ForeignKey("rounds.Round", models.PROTECT, related_name="plan_changes", verbose_name=_("round"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    team = models.ForeignKey(
        "rounds.Team", models.PROTECT, null=True, blank=True, related_name="plan_changes", verbose_name=_("team")
    )
    number = models.PositiveSmallIntegerField(
        _("team number"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    organization = models.ForeignKey(
        "rounds.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_changes",
        verbose_name=_("party organization"),
    )
    inspection_kind = models.CharField(_("kind of inspection"), max_length=20, choices=InspectionKind, blank=True)
    inspection_mode = models.CharField(
        _("mode of an elevated inspection"),
        max_length=20,
        choices=InspectionMode,
        blank=True,
        default="",
        db_default="",
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="plan_changes", verbose_name=_("person")
    )
    role = models.CharField(_("role in the team"), max_length=20, choices=Posting.Role, blank=True)
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=500)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("applied for by")
    )
    applied_on = models.DateField(_("applied for on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    opinion = models.TextField(_("opinion"), max_length=500, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.AWAITING)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = PlanChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("plan change")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="team", number__isnull=False)
                | Q(kind="posting", team__isnull=False, person__isnull=False, posted_on__isnull=False)
                | Q(kind__in=["organization", "withdrawal"], team__isnull=False, organization__isnull=False),
                name="plan_change_says_what",
                violation_error_message=_("Say which team, organization or person the change is about."),
                violation_error_code="kind",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=models.F("applied_by")),
                name="plan_change_decided_by_another",
                violation_error_message=_("Nobody decides on a change of a plan that they applied for."),
                violation_error_code="decided_by",
            ),
        ]

    def __str__(self):
        return self.WORDS[self.kind] % {
            "team": self.team or team_in_words(self.number),
            "organization": self.organization,
            "person": self.person,
            "role": self.get_role_display(),
        }

    def get_absolute_url(self):
        return address_of_row("personnel:plan_change", self.pk)

    WORDS = {
        Kind.TEAM: _("Form %(team)s"),
        Kind.ORGANIZATION: _("Assign %(organization)s to %(team)s"),
        Kind.WITHDRAWAL: _("Take %(organization)s out of the plan of %(team)s"),
        Kind.POSTING: _("Post %(person)s to %(team)s as %(role)s"),
    }
