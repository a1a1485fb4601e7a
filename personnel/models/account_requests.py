"""Requests of the office for the accounts of an organization that cannot sign or report here yet."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right, Role
from core.addresses import address_of_row
from core.trail.recording import tracked
from core.trail.versions import VersionField

from .accounts import RoleGrant, User

ADMINISTRATORS = frozenset({Right.KEEP_ACCOUNTS, Right.GRANT_ROLES, Right.READ_TRAIL})
POSTS = {"secretary": Role.SECRETARY, "liaison": Role.LIAISON}
"""What may be asked for: the field of a request, and the role that the account gets."""
POST_WORDS = {Role.SECRETARY: _("party secretary"), Role.LIAISON: _("liaison")}


def posts_in_words(roles) -> str:
    """These posts of an organization, in few words."""
    return "、".join(str(POST_WORDS[role]) for role in roles)


class AccountRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The administrators, whoever reads all rounds, and who asked; not for organizations they are recused from."""
        reach = reach_of(user)
        if reach.rights & ADMINISTRATORS:
            return self
        asked = self if reach.reads_all else self.filter(asked_by=user.pk)
        return asked.exclude(organization__in=reach.recused_organizations)

    def open(self):
        """Those neither settled nor declined."""
        return self.filter(status=AccountRequest.Status.OPEN)

    def with_standing(self):
        """Each with how many of the posts asked for nobody holds (`lacks`), and how many accounts wait for a role.

        An account of the organization without any role is `made` for one of these posts.
        """
        lacks = sum((_lacks(field, role) for field, role in POSTS.items()), Value(0))
        roleless = _open_accounts().exclude(Exists(_held().filter(user=OuterRef("pk"))))
        made = roleless.order_by().values("organization").annotate(amount=Count("pk")).values("amount")
        return self.annotate(lacks=lacks, made=Coalesce(Subquery(made), 0))

    def makeable_by(self, user):
        """The system administrator's: fewer accounts stand ready than posts are without one."""
        if not reach_of(user).may(Right.KEEP_ACCOUNTS):
            return self.none()
        return self.open().with_standing().filter(lacks__gt=models.F("made"))

    def awaiting_role_by(self, user):
        """The security administrator's: an account stands ready, and its role was not granted yet."""
        if not reach_of(user).may(Right.GRANT_ROLES):
            return self.none()
        return self.open().with_standing().filter(lacks__gt=0, made__gt=0)

    def declinable_by(self, user):
        """Either of the two administrators, with a reason."""
        may = reach_of(user).rights & {Right.KEEP_ACCOUNTS, Right.GRANT_ROLES}
        return self.open() if may else self.none()


def _held():
    return RoleGrant.objects.current()


def _open_accounts():
    return User.objects.active().filter(organization=OuterRef("organization"))


def _lacks(field: str, role: Role) -> Case:
    seated = _held().filter(user__organization=OuterRef("organization"), user__is_active=True, role=role)
    return Case(When(~Exists(seated), **{field: True}, then=Value(1)), default=Value(0))


@tracked()
class AccountRequest(models.Model):
    """That accounts are wanted for an organization: the system administrator makes them, the security administrator
    gives their role. Settled once each post asked for has an open account that holds it.
    """

    class Occasion(models.TextChoices):
        HAND_OVER = "hand_over", _("Hand-over of findings")
        LETTER = "letter", _("Letter to the organization")
        CAMPAIGN = "campaign", _("Self-check campaign")
        REGISTER = "register", _("Register of organizations")

    class Status(models.TextChoices):
        OPEN = "open", _("Being dealt with")
        SETTLED = "settled", _("Accounts made")
        DECLINED = "declined", _("Declined")

    STEPS = {
        Status.OPEN: {Status.SETTLED, Status.DECLINED},
        Status.SETTLED: set(),
        Status.DECLINED: set(),
    }
    TONES = {Status.OPEN: "warning", Status.SETTLED: "success", Status.DECLINED: "neutral"}

    organization = models.ForeignKey(
        "rounds.Organization", models.PROTECT, related_name="account_requests", verbose_name=_("party organization")
    )
    secretary = models.BooleanField(_("account of the party secretary"), default=False)
    liaison = models.BooleanField(_("account of the liaison"), default=False)
    occasion = models.CharField(_("occasion"), max_length=20, choices=Occasion)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked for by")
    )
    asked_on = models.DateField(_("asked for on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled or declined by"),
    )
    decided_on = models.DateField(_("settled or declined on"), null=True, blank=True)
    opinion = models.TextField(_("reason for declining"), max_length=500, blank=True)
    status = models.CharField(_("state"), max_length=20, choices=Status, default=Status.OPEN)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("account request")
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(status="open"),
                name="accounts_asked_for_once",
                violation_error_code="organization",
                violation_error_message=_("Accounts of this organization are asked for already."),
            ),
            models.CheckConstraint(
                condition=Q(secretary=True) | Q(liaison=True),
                name="account_request_says_whose",
                violation_error_code="secretary",
                violation_error_message=_("Say whose account is wanted: the party secretary's or the liaison's."),
            ),
        ]

    def __str__(self):
        return str(format_lazy(_("Accounts of {organization}"), organization=self.organization))

    def get_absolute_url(self):
        return address_of_row("personnel:account_request", self.pk)

    @property
    def posts(self) -> list[Role]:
        """The posts whose account is wanted."""
        return [role for field, role in POSTS.items() if getattr(self, field)]

    @property
    def posts_in_words(self) -> str:
        return posts_in_words(self.posts)

    @property
    def waits_for(self) -> str:
        """Which of the two administrators acts next; reads `lacks` and `made` (`with_standing`)."""
        if self.status != self.Status.OPEN:
            return ""
        steps = []
        if self.lacks > self.made:
            steps.append(_("the system administrator makes the account"))
        if self.made and self.lacks:
            steps.append(_("the security administrator gives the role"))
        return "；".join(str(step) for step in steps)
