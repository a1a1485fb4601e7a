"""Who on each side is told of a step: the organization's accounts, or the office's, those recused left out."""

from core.access.roles import Role
from core.notices.services import tell
from personnel.models import User


def tell_organization(hand_over, *, kind: str, subject, url: str, **params):
    """Tell the organization's secretary and liaison."""
    organization = hand_over.inspection.organization
    users = User.objects.holding(Role.SECRETARY, Role.LIAISON).filter(organization=organization)
    tell(users, kind=kind, subject=subject, url=url, organization=organization.name, **params)


def tell_office(hand_over, *, kind: str, subject, url: str, **params):
    """Tell the office's staff who may see this organization."""
    organization = hand_over.inspection.organization
    users = User.objects.holding(Role.OFFICE).free_of_recusal(organization)
    tell(users, kind=kind, subject=subject, url=url, organization=organization.name, **params)
