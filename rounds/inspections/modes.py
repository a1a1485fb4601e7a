"""In which mode an organization may be inspected, and by which team (docs/domain.md, elevated inspections)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.names.counties import is_county
from rounds.models import Inspection, Organization, Team

Level = Organization.Level


def require_mode(team: Team, organization: Organization, *, kind: str, mode: str) -> None:
    """Raise `ValidationError` where this team cannot inspect this organization in this mode."""
    if why := why_not_mode(team, organization, kind=kind, mode=mode):
        raise ValidationError({"mode": why})


def why_not_mode(team: Team, organization: Organization, *, kind: str, mode: str) -> str:
    """Why not, in words; "" where it can."""
    if not mode:
        missing = kind in Inspection.ELEVATED_KINDS
        return _("Say in which mode this elevated or cross inspection is done.") if missing else ""
    if organization.level == Level.CITY:
        words = _(
            "%(organization)s is of the city itself; only what is of a county or below it is inspected elevated."
        )
        return words % {"organization": organization}
    return why_not_across(team.county, organization) if mode in Inspection.ACROSS else ""


def why_not_across(county: str, organization: Organization) -> str:
    """A cross inspection is by people of another county; which one, the team says."""
    if not county:
        return _("Enter first, on the page of the team, of which county its people are.")
    if is_county(organization.district, county):
        words = _("The team is of %(county)s itself, and so is %(organization)s: that is no cross inspection.")
        return words % {"county": county, "organization": organization}
    return ""


def require_county_elsewhere(team: Team, county: str) -> None:
    """Raise `ValidationError` where the team of that county would inspect across counties what is of it."""
    for inspection in team.inspections.across_counties().select_related("organization"):
        if why := why_not_across(county, inspection.organization):
            raise ValidationError({"county": why})
