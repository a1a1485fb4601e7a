"""Why a step of a team is not open yet, in words; "" when it is. Services refuse by these and pages show them."""

from django.utils.translation import gettext as _

from core.access.reach import Actor
from rounds.inspections.conditions import names_of_organizations
from rounds.models import Inspection, Team


def why_not_dissolve(user: Actor, team: Team) -> str:
    """A team is dissolved after it has left its organizations."""
    open_ones = [Inspection.Status.PLANNED, Inspection.Status.ON_SITE]
    if names := names_of_organizations(user, team.inspections.filter(status__in=open_ones)):
        return _("Still planned or on site: %(organizations)s.") % {"organizations": names}
    return ""
