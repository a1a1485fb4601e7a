"""How often who inspects is trained (docs/domain.md, people), what was planned and held, and who attended."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, TruncMonth, TruncQuarter, TruncYear
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.models.entries import Entry
from core.trail.recording import tracked

from .people import Person
from .registers import TODAY, PeopleEntryQuerySet

STANDS = Q(voided_on__isnull=True)


class TrainingKind(models.TextChoices):
    """What is held, from the widest to the narrowest."""

    COURSE = "course", _("City-wide training course")
    LECTURE = "lecture", _("Lecture for team leaders")
    SEMINAR = "seminar", _("Seminar for inspection cadres")
    SPECIAL = "special", _("Special course")


class Rhythm(models.TextChoices):
    """The time in which so many are to be held."""

    YEAR = "year", _("a year")
    QUARTER = "quarter", _("a quarter")
    MONTH = "month", _("a month")


BEGINNINGS = {Rhythm.YEAR: TruncYear, Rhythm.QUARTER: TruncQuarter, Rhythm.MONTH: TruncMonth}


class TrainingRuleQuerySet(PeopleEntryQuerySet):
    def in_force(self, on):
        """Of each kind the latest by that day."""
        later = self.model._base_manager.filter(
            STANDS, kind=OuterRef("kind"), in_force_on__gt=OuterRef("in_force_on"), in_force_on__lte=on
        )
        return self.standing().filter(~Exists(later), in_force_on__lte=on)

    def short_by(self, user):
        """Of those the user keeps, the rules in force for whose running period too little is held or planned."""
        rules, enough = self.keepable_by(user).in_force(TODAY), Q()
        for rhythm, beginning in BEGINNINGS.items():
            enough |= Q(rhythm=rhythm, amount__lte=_amount_in_running(beginning))
        return rules.exclude(enough)


def _amount_in_running(beginning) -> Coalesce:
    """How many sessions of the kind are held or planned in the running year, quarter or month."""
    sessions = TrainingSession._base_manager.filter(STANDS, kind=OuterRef("kind")).order_by()
    running = sessions.annotate(on=Coalesce("held_on", "planned_on")).annotate(begun=beginning("on"))
    counted = running.filter(begun=beginning(TODAY)).values("kind").annotate(amount=Count("pk")).values("amount")
    return Coalesce(Subquery(counted), Value(0))


@tracked()
class TrainingRule(Entry):
    """So many of a kind are held a year, a quarter or a month, from a day on; a later rule takes its place."""

    kind = models.CharField(_("kind"), max_length=20, choices=TrainingKind)
    amount = models.PositiveSmallIntegerField(_("how many"), validators=[MinValueValidator(1)])
    rhythm = models.CharField(_("in each"), max_length=10, choices=Rhythm)
    in_force_on = models.DateField(_("in force from"))
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = TrainingRuleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-in_force_on", "-pk"]
        verbose_name = _("training rule")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "in_force_on"],
                condition=STANDS,
                name="one_training_rule_a_kind_and_day",
                violation_error_code="in_force_on",
                violation_error_message=_("There is a rule from that day already. Choose a later day."),
            ),
        ]

    def __str__(self):
        told = {"kind": self.get_kind_display(), "amount": self.amount, "rhythm": self.get_rhythm_display()}
        return gettext("%(kind)s, %(amount)s %(rhythm)s") % told

    def get_absolute_url(self):
        return address_of_row("personnel:training_rule", self.pk)


class TrainingSessionQuerySet(PeopleEntryQuerySet):
    def holdable_by(self, user):
        """Of those the user keeps, what was planned and is not recorded as held."""
        return self.keepable_by(user).standing().filter(held_on__isnull=True)

    def unrecorded_by(self, user):
        """Of these, what should have been held by now."""
        return self.holdable_by(user).filter(planned_on__lte=TODAY)


@tracked()
class TrainingSession(Entry):
    """One course, lecture or seminar: planned for a day, held on a day, attended by people."""

    kind = models.CharField(_("kind"), max_length=20, choices=TrainingKind)
    title = models.CharField(_("title"), max_length=100)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    held_on = models.DateField(_("took place on"), null=True, blank=True)
    lecturer = models.CharField(_("lecturer"), max_length=50, blank=True)
    attendants = models.ManyToManyField(
        Person,
        through="personnel.TrainingAttendance",
        related_name="trainings",
        verbose_name=_("who attended"),
        blank=True,
    )

    objects = TrainingSessionQuerySet.as_manager()

    class Meta:
        ordering = [Coalesce("held_on", "planned_on").desc(), "-pk"]
        verbose_name = _("training session")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "title", "planned_on", "held_on"],
                condition=STANDS,
                nulls_distinct=False,
                name="one_training_of_a_title_and_day",
                violation_error_code="title",
                violation_error_message=_("This training is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(held_on__isnull=False),
                name="training_has_a_day",
                violation_error_code="planned_on",
                violation_error_message=_("Say for which day it is planned, or on which it was held."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of_row("personnel:training_session", self.pk)

    @property
    def attendance(self) -> int:
        """How many attended; reads `attended`, so prefetch it for a list."""
        return len(self.attended.all())


class TrainingAttendanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the session."""
        return self.filter(session__in=TrainingSession.objects.visible_to(user))


@tracked(part_of="session")
class TrainingAttendance(models.Model):
    """Somebody attended a session."""

    session = models.ForeignKey(
        TrainingSession, models.CASCADE, related_name="attended", verbose_name=_("training session")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="attended_trainings", verbose_name=_("person"))

    objects = TrainingAttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance at a training")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                name="attends_a_training_once",
                violation_error_code="person",
                violation_error_message=_("This person is among those who attended already."),
            ),
        ]

    def __str__(self):
        return str(self.person)
