"""Where what happens in the apps below touches findings and leads."""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from core.workflow.moves import IllegalStep
from findings.leads.addressees import who_can_fix
from findings.models import Lead
from rounds.signals import team_dissolving


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
