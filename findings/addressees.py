"""Who is told of a change or takes the next step: accounts by their place in the team or by their right."""

from core.access.roles import ROLE_RIGHTS, Right
from personnel.addressees import posted_to
from personnel.models import User


def posted(inspection, *roles):
    """Accounts of those who hold these places in the inspection's team now and are not recused."""
    return posted_to(inspection.team_id, *roles).free_of_recusal(inspection.organization_id)


def holders(right: Right, inspection):
    """Accounts with this right, but for those recused from the inspection's organization."""
    roles = [role for role, rights in ROLE_RIGHTS.items() if right in rights]
    return User.objects.holding(*roles).free_of_recusal(inspection.organization_id)
