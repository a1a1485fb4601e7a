"""Where what happens in the apps below touches findings and leads."""

from django.db.models import Count
from django.dispatch import receiver
from django.utils.translation import gettext as _

from core.workflow.moves import IllegalStep
from findings.lead_access import record_access
from findings.leads.addressees import who_can_fix
from findings.models import Lead, LeadAccess, LeadInstruction, WorkingPaper
from rounds.inspections import open_work
from rounds.signals import instruction_on_lead_read, team_dissolving


@receiver(team_dissolving)
def refuse_while_leads_are_mended(team, **kwargs) -> None:
    """A lead given back to the team would lie there for good: nobody else files it again.

    Who dissolves the team may be kept from what it inspects, so they learn neither what waits nor how much of it.
    What nobody of the team can mend any more is no reason to wait.
    """
    given_back = Lead.objects.filter(inspection__team=team).given_back()
    if any(who_can_fix(lead).exists() for lead in given_back):
        raise IllegalStep(
            _("The team has not done yet with what was given back to it. Ask its leader to do that first.")
        )


@open_work.register
def tell_of_open_papers(user, inspections):
    """How many working papers are not approved yet, and of whom; while the report is written they still can be."""
    papers = WorkingPaper.objects.visible_to(user).filter(inspection__in=inspections)
    left = papers.exclude(status=WorkingPaper.Status.APPROVED).order_by("written_by__name")
    counted = list(left.values_list("written_by__name").annotate(number=Count("pk")))
    if counted:
        whose = [_("%(name)s (%(number)d)") % {"name": name, "number": number} for name, number in counted]
        words = _("%(count)d working papers are not approved yet: %(whose)s.")
        yield words % {"count": sum(number for _name, number in counted), "whose": _(", ").join(whose)}


@receiver(instruction_on_lead_read)
def record_reading(instruction, by, **kwargs) -> None:
    """To read an instruction on a lead is to have access to the lead."""
    leads = LeadInstruction.objects.visible_to(by).filter(instruction=instruction).values_list("lead", flat=True)
    record_access(list(leads), by=by, kind=LeadAccess.Kind.VIEW)
