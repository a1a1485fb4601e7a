"""Discipline inside a team: who was replaced, which team made up work, what people committed themselves to."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.addresses import address_of_row
from core.models.entries import Entry
from core.trail.recording import tracked

from .people import Person, Posting
from .registers import PeopleEntryQuerySet

STANDS = Q(voided_on__isnull=True)


@tracked()
class Replacement(Entry):
    """A member of a team was replaced (撤换) for not taking responsibility, and who took over where somebody did."""

    posting = models.ForeignKey(
        Posting, models.PROTECT, related_name="replacements", verbose_name=_("member replaced")
    )
    replaced_on = models.DateField(_("replaced on"))
    grounds = models.TextField(_("reason"), max_length=500)
    successor = models.ForeignKey(
        Posting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="took_over",
        verbose_name=_("taken over by"),
    )

    objects = PeopleEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-replaced_on", "-pk"]
        verbose_name = _("replacement")
        constraints = [
            models.UniqueConstraint(
                fields=["posting"],
                condition=STANDS,
                name="member_replaced_once",
                violation_error_code="posting",
                violation_error_message=_("That this member was replaced is entered already."),
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("posting")),
                name="member_replaced_by_another",
                violation_error_code="successor",
                violation_error_message=_("Nobody takes over from themself."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.posting.team.round} {self.posting}"

    def get_absolute_url(self):
        return address_of_row("personnel:replacement", self.pk)


class MakeUpOrderQuerySet(PeopleEntryQuerySet):
    def finishable_by(self, user):
        """Of those the user keeps, what is still to be made up."""
        return self.keepable_by(user).standing().filter(done_on__isnull=True)


@tracked()
class MakeUpOrder(Entry):
    """A team whose inspection had little effect was ordered to make up work (限期补课) by a day."""

    team = models.ForeignKey("rounds.Team", models.PROTECT, related_name="make_up_orders", verbose_name=_("team"))
    ordered_on = models.DateField(_("ordered on"))
    due_on = models.DateField(_("to be made up by"))
    grounds = models.TextField(_("reason"), max_length=500)
    done_on = models.DateField(_("made up on"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=1000, blank=True)

    objects = MakeUpOrderQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_on", "-pk"]
        verbose_name = _("order to make up work")
        constraints = [
            models.UniqueConstraint(
                fields=["team"],
                condition=STANDS,
                name="team_ordered_once",
                violation_error_code="team",
                violation_error_message=_("This team was ordered to make up work already. Change that order."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("ordered_on")),
                name="made_up_after_the_order",
                violation_error_code="due_on",
                violation_error_message=_("Work is not to be made up before it was ordered."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("ordered_on")),
                name="made_up_once_ordered",
                violation_error_code="done_on",
                violation_error_message=_("Work is not made up before it was ordered."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.team.round} {self.team}"

    def get_absolute_url(self):
        return address_of_row("personnel:make_up_order", self.pk)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is to be made up any more."""
        return self.done_on is not None or self.is_void


class ConductCatalogueQuerySet(PeopleEntryQuerySet):
    def visible_to(self, user):
        """Whoever may be asked to sign."""
        reach = reach_of(user)
        return self if reach.reads_all or reach.person else self.none()

    def in_force(self, on):
        """The latest version of each by that day."""
        known = self.standing().filter(in_force_on__lte=on)
        return known.order_by("kind", "-in_force_on").distinct("kind")


@tracked()
class ConductCatalogue(Entry):
    """What who inspects does not do (十不准, 八个严禁), in one version; shown where a commitment is signed."""

    class Kind(models.TextChoices):
        TEN_NOT = "ten_not", _("Ten things not allowed")
        EIGHT_FORBIDDEN = "eight_forbidden", _("Eight things forbidden")

    kind = models.CharField(_("catalogue"), max_length=20, choices=Kind)
    in_force_on = models.DateField(_("in force from"))
    document = models.CharField(_("document"), max_length=100, blank=True)
    text = models.TextField(_("wording"), max_length=3000, help_text=_("One rule a line."))

    objects = ConductCatalogueQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-in_force_on", "-pk"]
        verbose_name = _("catalogue of conduct")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "in_force_on"],
                condition=STANDS,
                name="one_version_of_a_catalogue_a_day",
                violation_error_code="in_force_on",
                violation_error_message=_("A version from that day is entered already."),
            ),
        ]

    def __str__(self):
        return str(self.get_kind_display())

    def get_absolute_url(self):
        return address_of_row("personnel:conduct_catalogue", self.pk)

    @property
    def rules(self) -> list[str]:
        """Its rules, one each."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]


@tracked()
class Commitment(Entry):
    """Somebody signed the commitment (承诺书) of a round: here, or on paper, which the office records."""

    class Way(models.TextChoices):
        HERE = "here", _("Signed here")
        PAPER = "paper", _("Signed on paper")

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="commitments", verbose_name=_("place on a team"))
    signed_on = models.DateField(_("committed on"))
    way = models.CharField(_("how it was signed"), max_length=10, choices=Way, default=Way.PAPER, editable=False)

    objects = PeopleEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "-pk"]
        verbose_name = _("commitment")
        constraints = [
            models.UniqueConstraint(
                fields=["posting"],
                condition=STANDS,
                name="posting_committed_once",
                violation_error_code="posting",
                violation_error_message=_("This commitment is signed already."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.posting.team.round} {self.posting}"

    def get_absolute_url(self):
        return address_of_row("personnel:commitment", self.pk)


@tracked()
class IntegrityTalk(Entry):
    """The collective integrity talk (集体廉政谈话) with the people of a round or of one of its teams."""

    round = models.ForeignKey("rounds.Round", models.PROTECT, related_name="integrity_talks", verbose_name=_("round"))
    team = models.ForeignKey(
        "rounds.Team",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="integrity_talks",
        verbose_name=_("team"),
        help_text=_("Left empty, all teams of the round."),
    )
    held_on = models.DateField(_("talked on"))
    speaker = models.CharField(_("speaker"), max_length=50)
    attendants = models.ManyToManyField(
        Person,
        through="personnel.TalkAttendance",
        related_name="integrity_talks",
        verbose_name=_("who attended"),
        blank=True,
    )
    record = models.TextField(_("what was said"), max_length=2000, blank=True)

    objects = PeopleEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("integrity talk")
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.round} {self.held_on:%Y-%m-%d}"

    def get_absolute_url(self):
        return address_of_row("personnel:integrity_talk", self.pk)

    @property
    def attendance(self) -> int:
        """How many attended; reads `attended`, so prefetch it for a list."""
        return len(self.attended.all())


class TalkAttendanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the talk."""
        return self.filter(talk__in=IntegrityTalk.objects.visible_to(user))


@tracked(part_of="talk")
class TalkAttendance(models.Model):
    """Somebody attended an integrity talk."""

    talk = models.ForeignKey(IntegrityTalk, models.CASCADE, related_name="attended", verbose_name=_("integrity talk"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="attended_talks", verbose_name=_("person"))

    objects = TalkAttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance at a talk")
        constraints = [
            models.UniqueConstraint(
                fields=["talk", "person"],
                name="attends_a_talk_once",
                violation_error_code="person",
                violation_error_message=_("This person is among those who attended already."),
            ),
        ]

    def __str__(self):
        return str(self.person)
