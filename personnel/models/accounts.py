"""Accounts and the roles granted to them."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right, Role
from core.addresses import address_of_row
from core.names.fields import NameField, SkeletonField
from core.names.matching import matching
from core.trail.recording import tracked
from core.trail.words import account_words

from .people import Recusal
from .reach import SUPERVISING, Reaching


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def of_directory(self, username):
        """The open account of that name, if it signs in through the office's directory."""
        return self.active().filter(username=username, by_directory=True)

    def holding(self, *roles):
        """Active accounts of people that hold one of the roles now."""
        held = Q(grants__role__in=roles, grants__revoked_on__isnull=True)
        return self.active().exclude(username=User.SYSTEM).filter(held).distinct()

    def free_of_recusal(self, organization):
        """Without those whose person, now or ever, must stand aside from this organization."""
        recused = Recusal.objects.filter(organization=organization).in_force().values("person")
        return self.exclude(pk__in=self.model.pgh_event_model.objects.filter(person__in=recused).values("pgh_obj"))

    def visible_to(self, user):
        """The three administrators see all; the office those it can post; everyone their own."""
        reach = reach_of(user)
        accounts = self.exclude(username=User.SYSTEM)
        if reach.rights & {Right.KEEP_ACCOUNTS, Right.GRANT_ROLES, Right.READ_TRAIL}:
            return accounts
        if reach.may(Right.KEEP_PEOPLE):
            return accounts.filter(Q(pk=user.pk) | Q(organization=None, body=None))
        return accounts.filter(pk=user.pk)

    def named_to(self, user):
        """Those whose names the office chooses the members of joint supervision groups from."""
        return self.holding(*SUPERVISING) if reach_of(user).may(Right.HAND_OVER) else self.visible_to(user)

    def keepable_by(self, user):
        """The system administrator creates, shuts, opens and resets accounts."""
        return self.visible_to(user) if reach_of(user).may(Right.KEEP_ACCOUNTS) else self.none()

    def shuttable_by(self, user):
        """Nobody shuts themself out, so one system administrator always remains."""
        return self.keepable_by(user).exclude(pk=user.pk)

    def recoverable_by(self, user):
        """Those who keep accounts or grant roles may ask to take a second factor away, and never their own."""
        asking = reach_of(user).rights & {Right.KEEP_ACCOUNTS, Right.GRANT_ROLES}
        accounts = self.visible_to(user) if asking else self.none()
        return accounts.exclude(pk=user.pk).filter(second_factor_at__isnull=False)

    def grantable_by(self, user):
        """The security administrator grants and revokes roles, and never their own."""
        return self.visible_to(user).exclude(pk=user.pk) if reach_of(user).may(Right.GRANT_ROLES) else self.none()

    def awaiting_role_by(self, user):
        """Accounts made from a workbook whose role the security administrator confirms or refuses."""
        return self.grantable_by(user).active().exclude(wanted_role="")

    def awaiting_slip(self, user):
        """Accounts that have no password yet: the system administrator prints their slips."""
        waiting = {"must_change_password": True, "by_directory": False}
        return self.keepable_by(user).active().filter(password__startswith=UNUSABLE_PASSWORD_PREFIX, **waiting)

    def search(self, words):
        """By parts of the user name or the name."""
        return self.filter(matching(words, spelt=("username", "name")))

    def linkable(self):
        """Open accounts that stand for nobody yet."""
        return self.active().filter(person=None, organization=None, body=None)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password, **fields):
        """A new account with a usable password. Roles are granted by `services.grant_role`."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@tracked(
    exclude=["password", "former_passwords", "last_login", "sessions_ended_at", "username_skeleton", "name_skeleton"]
)
class User(Reaching, AbstractBaseUser):
    """Someone who signs in. What they may see follows from roles, postings and recusals, never from flags."""

    username = models.CharField(_("user name"), max_length=50, unique=True, validators=[UnicodeUsernameValidator()])
    username_skeleton = SkeletonField(source="username", db_index=True)
    name = NameField(_("full name"), max_length=50)
    name_skeleton = SkeletonField(source="name", db_index=True)
    person = models.OneToOneField(
        "personnel.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="user",
        verbose_name=_("person"),
    )
    organization = models.ForeignKey(
        "rounds.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name=_("party organization"),
    )
    body = models.ForeignKey(
        "rounds.Body", models.PROTECT, null=True, blank=True, related_name="users", verbose_name=_("body")
    )
    portfolio = models.ManyToManyField(
        "rounds.Organization", blank=True, related_name="division_leaders", verbose_name=_("portfolio")
    )
    email = models.EmailField(_("mail address"), blank=True)
    mobile = models.CharField(_("mobile number"), max_length=20, blank=True, default="", db_default="")
    wanted_role = models.CharField(
        _("role to be confirmed"), max_length=30, choices=Role, blank=True, default="", db_default="", editable=False
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=[("zh-hans", _("Chinese")), ("en", _("English"))],
        default="zh-hans",
    )
    is_active = models.BooleanField(_("active"), default=True)
    by_directory = models.BooleanField(
        _("signs in through the office's directory"),
        default=False,
        help_text=_("Under the same user name. The directory keeps the password; roles are granted here."),
    )
    must_change_password = models.BooleanField(_("must change the password"), default=False)
    password_set_at = models.DateTimeField(_("password set at"), null=True, blank=True)
    former_passwords = ArrayField(models.CharField(max_length=128), default=list, blank=True, editable=False)
    sessions_ended_at = models.DateTimeField(null=True, editable=False)
    second_factor_at = models.DateTimeField(_("second factor since"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    SYSTEM = "system"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["username"]
        verbose_name = _("account")
        constraints = [
            # The inspected never read leads, and who is posted or of a receiving body does. One of a body
            # may be a person too, so that they can be recused.
            models.CheckConstraint(
                condition=Q(organization=None) | Q(person=None, body=None),
                name="organization_stands_alone",
                violation_error_message=_("An account of an organization stands for no person and no body."),
                violation_error_code="organization",
            ),
        ]

    def __str__(self):
        return account_words(self.name, self.username)

    def get_absolute_url(self):
        return address_of_row("personnel:account", self.pk)

    def _get_session_auth_hash(self, secret=None) -> str:
        """What a session must bear: sessions from before the account was shut bear another, opened again or not."""
        password = super()._get_session_auth_hash(secret)
        return f"{password}{self.sessions_ended_at.timestamp()}" if self.sessions_ended_at else password

    def replace_password(self, password: str) -> None:
        """Set a password, and remember the one before it as one of the last, which are not taken again."""
        if self.password:
            self.former_passwords = [self.password, *self.former_passwords][: settings.FORMER_PASSWORDS]
        self.set_password(password)
        self.password_set_at = timezone.now()

    @property
    def is_password_old(self) -> bool:
        """Whether the password is older than the office lets one be."""
        age = timezone.now() - (self.password_set_at or self.created_at)
        return not self.by_directory and 0 < settings.PASSWORD_DAYS <= age.days

    @property
    def is_one_time_over(self) -> bool:
        """Whether the one-time password was not changed within the days that the office lets one be good."""
        days, since = settings.ONE_TIME_PASSWORD_DAYS, self.password_set_at
        return bool(self.must_change_password and since) and timezone.now() >= since + timedelta(days=days)

    @property
    def owes_password(self) -> bool:
        """Whether nothing opens before another password is chosen: it is known to two, or old."""
        return self.must_change_password or self.is_password_old

    @property
    def may_have_second_factor(self) -> bool:
        """Whether the account may have one here: where it is `local`, the directory asks its own for more."""
        return settings.SECOND_FACTOR != "off" and not (settings.SECOND_FACTOR == "local" and self.by_directory)

    @property
    def must_have_second_factor(self) -> bool:
        """Whether it must: who reads leads or administers."""
        required = settings.SECOND_FACTOR in ("required", "local")
        return required and self.may_have_second_factor and self.reach.is_trusted_most

    @property
    def asks_for_code(self) -> bool:
        """Whether the password alone opens nothing: the account has a second factor."""
        return self.may_have_second_factor and self.second_factor_at is not None

    @property
    def owes_second_factor(self) -> bool:
        """Whether nothing opens before a second factor is set up."""
        return not self.second_factor_at and self.must_have_second_factor

    @property
    def role_words(self) -> str:
        """The roles this account holds now, in words; reads `grants`, so prefetch them for a list."""
        return "、".join(grant.get_role_display() for grant in self.grants.all() if grant.revoked_on is None)

    @property
    def side(self):
        """Whom or what this account stands for: a person, an organization, a body, or nothing."""
        return self.person or self.organization or self.body

    @property
    def unit(self):
        """The organization or body this account belongs to; None for people of the office and its teams."""
        return self.organization or self.body

    @property
    def state_words(self) -> str:
        """Whether the account is open, in words."""
        return str(_("In use") if self.is_active else _("Shut"))

    @property
    def own_persons(self) -> frozenset[int]:
        """The persons this account stands for or ever stood for, by the trail: to part them makes nobody another."""
        return self.reach.own_persons

    @property
    def own_accounts(self) -> frozenset[int]:
        """This account and those that stand or ever stood for the same persons: one hand, whichever signs in."""
        return self.reach.own_accounts | {self.pk}


class PortfolioEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the accounts they belong to, but for organizations the user is recused from."""
        entries = self.filter(user__in=User.objects.visible_to(user))
        return entries.exclude(organization__in=reach_of(user).recused_organizations)


@tracked(part_of="user")
class PortfolioEntry(User.portfolio.through):
    """One organization in the portfolio of a division leader; the trail keeps who put it there and who took it out."""

    objects = PortfolioEntryQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("portfolio")

    def __str__(self):
        return f"{self.user} {self.organization}"


class RoleGrantQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the accounts they are about."""
        return self.filter(user__in=User.objects.visible_to(user))

    def current(self):
        return self.filter(revoked_on__isnull=True)


@tracked()
class RoleGrant(models.Model):
    """A role given to an account on a day, until it is revoked."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name=_("account"))
    role = models.CharField(_("role"), max_length=30, choices=Role)
    granted_on = models.DateField(_("granted on"))
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["user", "granted_on", "pk"]
        verbose_name = _("role grant")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(revoked_on__isnull=True),
                name="role_granted_once",
                violation_error_code="role",
                violation_error_message=_("This account holds the role already."),
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"
