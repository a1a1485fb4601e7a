"""Where what happens in the apps below touches people."""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from core.access.reach import require
from core.workdays.reckoning import today
from personnel.models import Posting
from rounds.signals import organization_assigned


@receiver(organization_assigned)
def refuse_recused_team(inspection, **kwargs) -> None:
    """A team does not get an organization that one of its members is recused from."""
    posted = Posting.objects.filter(team=inspection.team).not_over(today()).values("person")
    recusal = inspection.organization.recusals.in_force().filter(person__in=posted).select_related("person").first()
    words = _("%(person)s of this team is recused from %(organization)s. Release them or choose another team.")
    require(
        recusal is None,
        words % {"person": recusal.person if recusal else "", "organization": inspection.organization},
    )
