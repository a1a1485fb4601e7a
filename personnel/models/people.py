"""People, the pools they come from, the teams they are posted to, and where they must stand aside."""

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.names.fields import NameField, SkeletonField
from core.names.matching import matching
from core.search.pinyin import PersonKeyField
from core.trail.recording import tracked
from core.trail.versions import VersionField
from core.wording import told_again
from core.workdays.unrecorded import CameWithLedger, happened_by


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leading group see everyone; a team member the people of their current teams."""
        reach = reach_of(user)
        if reach.reads_all:
            return self
        posted = Posting.objects.filter(team__in=reach.teams)
        return self.filter(Q(pk=reach.person) | Q(pk__in=posted.values("person")))

    def posted(self, on, whether=True):
        """Those posted to a team on that day, or those who are not."""
        current = Q(pk__in=Posting.objects.current(on).values("person"))
        return self.filter(current if whether else ~current)

    def search(self, words):
        """By parts of the name or employer, or by the pinyin of the name."""
        return self.filter(matching(words, "employer", names=("name",)))


@tracked(exclude=["name_skeleton"])
class Person(models.Model):
    """Someone teams are made of: a cadre or specialist, with or without an account.

    Two people may have one name: employer and telephone tell them apart, not how the name is spelt.
    """

    class Sex(models.TextChoices):
        MALE = "male", _("Male")
        FEMALE = "female", _("Female")

    name = NameField(_("full name"), max_length=50)
    name_skeleton = SkeletonField(source="name")
    name_key = PersonKeyField(source="name")
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, blank=True)
    born_on = models.DateField(_("month of birth"), null=True, blank=True)
    politics = models.CharField(_("political status"), max_length=30, blank=True)
    hometown = NameField(_("home"), max_length=50, blank=True, default="", db_default="")
    employer = NameField(_("employer"), max_length=100, blank=True)
    post = models.CharField(_("post"), max_length=50, blank=True)
    rank = models.CharField(_("rank"), max_length=30, blank=True)
    specialty = models.CharField(_("specialty"), max_length=100, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    updated_at = VersionField(_("updated at"), auto_now=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "pk"]
        verbose_name = _("person")
        constraints = [
            models.UniqueConstraint(
                fields=["name_skeleton", "employer", "phone"],
                name="person_known_by_name_employer_phone",
                violation_error_message=_("A person of this name, employer and phone is entered already."),
                violation_error_code="name",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of_row("personnel:person", self.pk)

    @property
    def pool_words(self) -> str:
        """The pools this person is in now, in words; reads `memberships`, so prefetch them for a list."""
        return "、".join(
            membership.get_pool_display() for membership in self.memberships.all() if membership.left_on is None
        )


class Pool(models.TextChoices):
    """The three talent pools (docs/domain.md, figures)."""

    LEADERS = "leaders", _("Team-leader pool")
    CADRES = "cadres", _("Cadre pool")
    SPECIALISTS = "specialists", _("Specialist pool")


class PoolMembershipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the people they are about."""
        return self.filter(person__in=Person.objects.visible_to(user))

    def sizes(self, as_of) -> dict[str, int]:
        """How many people each pool has on that day."""
        return dict(self.active(as_of).order_by().values_list("pool").annotate(models.Count("pk")))

    def active(self, as_of):
        """Memberships that had begun and not ended by that day."""
        return self.filter(happened_by("joined_on", as_of)).filter(Q(left_on__isnull=True) | Q(left_on__gt=as_of))


@tracked()
class PoolMembership(CameWithLedger):
    """A person in a pool from one day to another."""

    SURELY_BEFORE = ("joined_on",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    pool = models.CharField(_("pool"), max_length=20, choices=Pool)
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(_("left the pool on"), null=True, blank=True)

    objects = PoolMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pool", "person__name_key", "pk"]
        verbose_name = _("pool membership")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "pool"],
                condition=Q(left_on__isnull=True),
                name="person_once_in_a_pool",
                violation_error_code="pool",
                violation_error_message=_("This person is in this pool already."),
            ),
            models.CheckConstraint(
                condition=Q(joined_on__isnull=False) | Q(imported_on__isnull=False),
                name="membership_has_its_day",
                violation_error_code="joined_on",
                violation_error_message=_("A membership needs the day of joining."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="membership_left_after_joined",
                violation_error_message=_("A person cannot leave a pool before joining it."),
                violation_error_code="left_on",
            ),
        ]

    def __str__(self):
        return f"{self.get_pool_display()} {self.person}"

    def reached_days(self) -> tuple[str, ...]:
        """Who is or was in a pool has joined it."""
        return ("joined_on",)


WANTS_SIGNATURE = Q(released_on=None, team__dissolved_on=None, team__round__needs_commitments=True)


class PostingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the teams they belong to; one's own as long as it is not signed for, which keeps the team closed."""
        reach = reach_of(user)
        if reach.reads_all:
            return self
        own = self.model.objects.filter(person=reach.person).unsigned()
        return self.filter(Q(team__in=reach.teams) | Q(pk__in=own.values("pk"))) if reach.person else self.none()

    def giving_reach(self):
        """Those signed for, where the round wants a commitment (承诺书) of everybody."""
        return self.filter(Q(team__round__needs_commitments=False) | self._signed_for())

    def unsigned(self):
        """Going on, in rounds that want a commitment which is not signed."""
        return self.filter(WANTS_SIGNATURE).exclude(self._signed_for())

    def with_signature(self):
        """With the day on which each was signed for, and whether that is still wanted."""
        signed = self._commitments().values("signed_on")[:1]
        return self.annotate(
            signed_on=Subquery(signed),
            is_unsigned=Case(When(WANTS_SIGNATURE & ~self._signed_for(), then=True), default=False),
        )

    def with_open_teams(self, user):
        """With whether the user gets to the team of each."""
        teams = self.model._meta.get_field("team").related_model.objects.visible_to(user)
        return self.annotate(opens=Exists(teams.filter(pk=OuterRef("team"))))

    def signable_by(self, user):
        """One's own, for which nothing is signed yet."""
        return self.visible_to(user).filter(person=reach_of(user).person).unsigned()

    def replaceable_by(self, user):
        """Those who keep people replace whoever is not released yet."""
        may = reach_of(user).may(Right.KEEP_PEOPLE)
        return self.visible_to(user).filter(released_on=None) if may else self.none()

    def _signed_for(self):
        return Exists(self._commitments())

    def _commitments(self):
        commitments = self.model._meta.get_field("commitments").related_model._base_manager
        return commitments.filter(posting=OuterRef("pk"), voided_on=None)

    def in_order_of_rank(self):
        """Leader, deputies, liaison, members; the released ones last."""
        ranks = [models.When(role=role, then=rank) for rank, role in enumerate(Posting.Role.values)]
        return self.order_by(models.F("released_on").desc(nulls_first=True), models.Case(*ranks), "posted_on", "pk")

    def current(self, on):
        """In force on that day, in a team not yet dissolved (组撤权撤)."""
        return self.not_over(on).filter(posted_on__lte=on)

    def not_over(self, on):
        """In force on that day or later, in a team that lasts so long."""
        return self.filter(
            Q(released_on__isnull=True) | Q(released_on__gt=on),
            Q(team__dissolved_on__isnull=True) | Q(team__dissolved_on__gt=on),
        )

    def signing_in(self):
        """Of people with an open account: the others can take no step."""
        return self.filter(person__user__is_active=True)


@tracked()
class Posting(models.Model):
    """A person's place in a team, with the access that goes with it for as long as it lasts."""

    class Role(models.TextChoices):
        LEADER = "leader", _("Team leader")
        DEPUTY = "deputy", _("Deputy team leader")
        LIAISON = "liaison", _("Team liaison")
        MEMBER = "member", _("Team member")

    HEADS = (Role.LEADER, Role.DEPUTY)
    """Those who answer for the team."""

    team = models.ForeignKey("rounds.Team", models.PROTECT, related_name="postings", verbose_name=_("team"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="postings", verbose_name=_("person"))
    role = models.CharField(_("role in the team"), max_length=20, choices=Role)
    posted_on = models.DateField(_("posted on"))
    released_on = models.DateField(_("released on"), null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["team", "role", "pk"]
        verbose_name = _("posting")
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"],
                condition=Q(released_on__isnull=True),
                name="person_once_in_a_team",
                violation_error_code="person",
                violation_error_message=_("This person is posted to this team already."),
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(released_on__isnull=True, role="leader"),
                name="one_leader_a_team",
                violation_error_code="role",
                violation_error_message=_("This team has a leader already."),
            ),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True) | Q(released_on__gte=F("posted_on")),
                name="posting_released_after_posted",
                violation_error_message=_("A person cannot be released before being posted."),
                violation_error_code="released_on",
            ),
        ]

    def __str__(self):
        return f"{self.team} {self.get_role_display()} {self.person}"

    def get_absolute_url(self):
        """The page of the team."""
        return self.team.get_absolute_url()


class RecusalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who keep people and those who read all rounds, but for organizations they are recused from themselves;
        a person sees their own.
        """
        reach = reach_of(user)
        own = Q(person=reach.person)
        if reach.may(Right.KEEP_PEOPLE) or reach.reads_all:
            return self.filter(own | ~Q(organization__in=reach.recused_organizations))
        return self.filter(own)

    def in_force(self):
        return self.filter(ended_on__isnull=True)


@tracked()
class Recusal(models.Model):
    """A person must stand aside from an organization: no posting to its inspection, and no sight of it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="recusals", verbose_name=_("person"))
    organization = models.ForeignKey(
        "rounds.Organization", models.PROTECT, related_name="recusals", verbose_name=_("party organization")
    )
    reason = models.CharField(_("reason"), max_length=200)
    declared_on = models.DateField(_("declared on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        ordering = ["person", "pk"]
        verbose_name = _("recusal")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organization"],
                condition=Q(ended_on__isnull=True),
                name="recused_once",
                violation_error_code="organization",
                violation_error_message=_("This recusal is in force already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("declared_on")),
                name="recusal_ended_after_declared",
                violation_error_message=_("A recusal cannot end before it was declared."),
                violation_error_code="ended_on",
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.organization}"

    @property
    def told_reason(self) -> str:
        """Why; that a ledger named the organization is said in the reader's language."""
        return told_again(self.reason)
