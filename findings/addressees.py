"""Who is told of a change or takes the next step: accounts by their place in the team or by their right."""

from core.access.roles import ROLE_RIGHTS, Right
from core.workdays.reckoning import today
from personnel.models import Posting, User


def posted(inspection, *roles):
    """Accounts of those who hold these places in the inspection's team now and are not recused."""
    postings = Posting.objects.filter(team=inspection.team_id, role__in=roles).current(today())
    accounts = User.objects.active().filter(person__in=postings.values("person"))
    return accounts.free_of_recusal(inspection.organization_id)


def holders(right: Right, inspection):
    """Accounts with this right, but for those recused from the inspection's organization."""
    roles = [role for role, rights in ROLE_RIGHTS.items() if right in rights]
    return User.objects.holding(*roles).free_of_recusal(inspection.organization_id)
