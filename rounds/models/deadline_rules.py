"""How long each kind of duty takes: for the whole house, or for one round alone."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.trail.recording import tracked
from core.workdays.reckoning import Unit
from rounds.deadlines import kinds

FROZEN = pgettext_lazy("deadline rule", "Frozen when the plan was approved")
STATED = pgettext_lazy("deadline rule", "Stated for this round")


class DeadlineRuleQuerySet(models.QuerySet):
    def of_the_house(self):
        """What holds where a round has no limit of its own."""
        return self.filter(round=None)

    def within(self, *, inspection=None, round=None):
        """What may hold for a duty about this inspection or this round, the round's own first, each latest first."""
        own = Q(round=round) if round else Q(round__teams=inspection.team_id) if inspection else Q(pk__in=[])
        return self.filter(Q(round=None) | own).order_by(F("round").asc(nulls_last=True), "-effective_from")


@tracked()
class DeadlineRule(models.Model):
    """How long a kind of duty takes, from a day on. Editing adds a row; deadlines already set stay as they are.

    A `round` has limits of its own from the approval of its plan: `frozen_from` is the rule of the house that it took
    over that day, and empty where the office stated one for this round (docs/domain.md, deadlines).
    """

    node = models.CharField(_("node"), max_length=30, choices=kinds.limited)
    amount = models.PositiveSmallIntegerField(_("length"), validators=[MinValueValidator(1)])
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    effective_from = models.DateField(_("effective from"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    round = models.ForeignKey(
        "rounds.Round",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="deadline_rules",
        verbose_name=_("round"),
    )
    frozen_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("frozen from")
    )

    objects = DeadlineRuleQuerySet.as_manager()

    class Meta:
        db_table = "rectification_deadlinerule"  # where it stood first
        ordering = ["node", "-effective_from"]
        verbose_name = _("deadline rule")
        constraints = [
            models.UniqueConstraint(
                fields=["node", "effective_from", "round"],
                name="one_rule_a_node_and_day",
                nulls_distinct=False,
                violation_error_code="effective_from",
                violation_error_message=_("There is a rule from that day already. Choose a later day."),
            ),
        ]

    def __str__(self):
        return f"{self.get_node_display()}: {self.amount} {self.get_unit_display()}"

    @property
    def how_set(self) -> str | Promise:
        """How a round came to have this limit; "" for one of the house."""
        if not self.round_id:
            return ""
        return FROZEN if self.frozen_from_id else STATED
