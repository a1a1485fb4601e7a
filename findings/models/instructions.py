"""Which lead an instruction is on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.trail.recording import tracked

from .leads import Lead


class LeadInstructionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the lead."""
        return self.filter(lead__in=Lead.objects.visible_to(user))


@tracked()
class LeadInstruction(models.Model):
    """The lead that a written instruction is on: what it says is as confidential as the lead."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="instructed", verbose_name=_("lead"))
    instruction = models.OneToOneField(
        "rounds.Instruction", models.PROTECT, related_name="on_lead", verbose_name=_("instruction")
    )

    objects = LeadInstructionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("instruction on a lead")

    def __str__(self):
        return f"{self.instruction} {self.lead}"
