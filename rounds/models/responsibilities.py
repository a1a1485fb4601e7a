"""What the committee, its secretary and the leading group decided on inspection: meetings and rules."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.addresses import address_of_row
from core.models.entries import Entry
from core.names.fields import NameField
from core.trail.recording import tracked

from .registers import OfficeQuerySet

STANDS = Q(voided_on__isnull=True)


@tracked()
class Meeting(Entry):
    """A meeting that took up inspection work (docs/domain.md, responsibilities)."""

    class Kind(models.TextChoices):
        STANDING_COMMITTEE = "standing_committee", _("Standing committee meeting")
        SECRETARY = "secretary", _("Special meeting of the secretary")
        LEADING_GROUP = "leading_group", _("Leading group meeting")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    held_on = models.DateField(_("held on"))
    agenda = models.TextField(_("agenda"), max_length=1000)
    decisions = models.TextField(_("decisions"), max_length=2000, blank=True)
    rounds = models.ManyToManyField(
        "rounds.Round",
        through="rounds.HeardRound",
        related_name="meetings",
        verbose_name=_("rounds heard"),
        blank=True,
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("meeting")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "held_on"],
                condition=STANDS,
                name="one_meeting_of_a_kind_and_day",
                violation_error_code="held_on",
                violation_error_message=_("A meeting of this kind on this day is entered already."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.held_on:%Y-%m-%d} {self.get_kind_display()}"

    def get_absolute_url(self):
        return address_of_row("rounds:meeting", self.pk)

    @property
    def rounds_in_words(self) -> str:
        """The rounds it heard, for example 第五轮、第六轮."""
        return "、".join(str(each.round) for each in self.heard.all())


class HeardRoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the meeting."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


@tracked(part_of="meeting")
class HeardRound(models.Model):
    """A round that a meeting heard a report on."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="heard", verbose_name=_("meeting"))
    round = models.ForeignKey("rounds.Round", models.PROTECT, related_name="heard_at", verbose_name=_("round"))

    objects = HeardRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round heard")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "round"],
                name="round_heard_once_a_meeting",
                violation_error_code="round",
                violation_error_message=_("This round is among those heard already."),
            ),
        ]

    def __str__(self):
        return str(self.round)


class AdoptedRuleQuerySet(OfficeQuerySet):
    def in_force(self, on):
        """In force on that day: neither repealed by then nor replaced by another that was in force itself."""
        later = self.model._base_manager.filter(STANDS, replaces=OuterRef("pk"), in_force_on__lte=on)
        gone = Q(repealed_on__lte=on) | Exists(later)
        return self.standing().filter(in_force_on__lte=on).exclude(gone)

    def repealable_by(self, user):
        """Of those the user keeps, what is neither repealed nor replaced."""
        replaced = self.model._base_manager.filter(STANDS, replaces=OuterRef("pk"))
        return self.keepable_by(user).standing().filter(repealed_on__isnull=True).exclude(Exists(replaced))


@tracked()
class AdoptedRule(Entry):
    """A rule (制度) on inspection work that the committee, the leading group or the office adopted, in one version."""

    class Body(models.TextChoices):
        STANDING_COMMITTEE = "standing_committee", _("Standing committee")
        LEADING_GROUP = "leading_group", _("Leading group")
        OFFICE = "office", _("Inspection office")

    body = models.CharField(_("adopted by"), max_length=20, choices=Body)
    title = NameField(_("title"), max_length=100)
    number = models.CharField(_("document number"), max_length=50, blank=True)
    in_force_on = models.DateField(_("in force from"))
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
        help_text=_("The version, or the rule, that is no longer in force from that day on."),
    )
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)

    objects = AdoptedRuleQuerySet.as_manager()

    class Meta:
        ordering = ["-in_force_on", "-pk"]
        verbose_name = _("rule adopted")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "title", "in_force_on"],
                condition=STANDS,
                name="one_version_of_a_rule_a_day",
                violation_error_code="title",
                violation_error_message=_("This version of the rule is entered already."),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=STANDS,
                name="rule_replaced_once",
                violation_error_code="replaces",
                violation_error_message=_("This rule is replaced by another already."),
            ),
            models.CheckConstraint(
                condition=~Q(replaces=F("pk")),
                name="rule_replaces_another",
                violation_error_code="replaces",
                violation_error_message=_("A rule cannot replace itself."),
            ),
            models.CheckConstraint(
                condition=Q(repealed_on__isnull=True) | Q(repealed_on__gte=F("in_force_on")),
                name="rule_repealed_after_in_force",
                violation_error_code="repealed_on",
                violation_error_message=_("A rule is not repealed before it is in force."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.title}（{self.number}）" if self.number else self.title

    def get_absolute_url(self):
        return address_of_row("rounds:adopted_rule", self.pk)
