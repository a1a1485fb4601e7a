"""Where what happens in the apps below touches findings and leads."""

from django.dispatch import receiver
from django.utils.translation import ngettext

from core.workflow import IllegalStep
from findings.models import Lead
from findings.people import menders
from rounds.signals import team_dissolving


@receiver(team_dissolving)
def refuse_while_leads_are_mended(team, **kwargs) -> None:
    """A lead given back to the team would lie there for good: nobody else files it again.

    The office learns how many there are and nothing of what is in them. What nobody of the team can mend any more is
    no reason to wait.
    """
    given_back = Lead.objects.filter(inspection__team=team).given_back()
    if count := sum(menders(lead).exists() for lead in given_back):
        words = ngettext(
            "%(count)s lead was given back to this team and is not filed again. Have the team do that first.",
            "%(count)s leads were given back to this team and are not filed again. Have the team do that first.",
            count,
        )
        raise IllegalStep(words % {"count": count})
