"""What the secretary and others wrote on inspection work, each followed to its answer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.addresses import address_of_row
from core.models.entries import Entry, EntryQuerySet
from core.trail.recording import tracked


class InstructionQuerySet(EntryQuerySet):
    def visible_to(self, user):
        """Whoever reads all rounds, but for organizations they are recused from; on a lead, who reads leads."""
        reach = reach_of(user)
        if not reach.reads_all:
            return self.none()
        seen = self.filter(reach.of_inspections("inspection"))
        return seen if reach.may(Right.READ_LEADS) else seen.filter(is_on_lead=False)

    def keepable_by(self, user):
        """The office; on a lead, those of it who handle leads."""
        reach, seen = reach_of(user), self.visible_to(user)
        kept = Q(pk__in=[])
        if reach.may(Right.KEEP_ROUNDS):
            kept |= Q(is_on_lead=False)
        if reach.may(Right.TRANSFER_LEADS):
            kept |= Q(is_on_lead=True)
        return seen.filter(kept)

    def open(self):
        """Standing and not answered."""
        return self.standing().filter(answered_on__isnull=True)

    def answerable_by(self, user):
        """Of those the user keeps, what is not answered yet."""
        return self.keepable_by(user).open()


@tracked()
class Instruction(Entry):
    """A written instruction (批示) of the secretary or another leader, on a round, an inspection or a lead.

    It waits for its answer. On a lead (`is_on_lead`) it is as confidential as the lead; which one, `findings` knows.
    """

    class Giver(models.TextChoices):
        SECRETARY = "secretary", _("Party secretary")
        DEPUTY_SECRETARY = "deputy_secretary", _("Deputy secretary")
        GROUP_HEAD = "group_head", _("Head of the leading group")
        OTHER = "other", _("Another leader")

    giver = models.CharField(_("instructing leader"), max_length=20, choices=Giver)
    giver_name = models.CharField(_("name of the leader"), max_length=50, blank=True)
    given_on = models.DateField(_("instructed on"))
    round = models.ForeignKey(
        "rounds.Round", models.PROTECT, null=True, blank=True, related_name="instructions", verbose_name=_("round")
    )
    inspection = models.ForeignKey(
        "rounds.Inspection",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="instructions",
        verbose_name=_("inspection"),
    )
    is_on_lead = models.BooleanField(_("on a lead"), default=False, editable=False)
    text = models.TextField(_("instruction text"), max_length=1000)
    addressee = models.CharField(_("addressed to"), max_length=100)
    due_on = models.DateField(_("answer due on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        verbose_name = _("instruction")
        constraints = [
            models.CheckConstraint(
                condition=Q(round__isnull=True) ^ Q(inspection__isnull=True),
                name="instruction_about_round_or_inspection",
                violation_error_code="round",
                violation_error_message=_("Say which round or which inspection it is about; not both."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("given_on")),
                name="instruction_due_after_given",
                violation_error_code="due_on",
                violation_error_message=_("The answer cannot be due before the instruction was given."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("given_on")),
                name="instruction_answered_after_given",
                violation_error_code="answered_on",
                violation_error_message=_("The answer cannot come before the instruction."),
            ),
            models.CheckConstraint(
                condition=Q(is_on_lead=False) | Q(inspection__isnull=False),
                name="instruction_on_lead_has_inspection",
                violation_error_code="inspection",
                violation_error_message=_("A lead is of an inspection."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"])]

    def __str__(self):
        return f"{self.given_on:%Y-%m-%d} {self.get_giver_display()}"

    def get_absolute_url(self):
        return address_of_row("rounds:instruction", self.pk)

    @property
    def is_answered(self) -> bool:
        return self.answered_on is not None
