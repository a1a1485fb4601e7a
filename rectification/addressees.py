"""Who on each side is told of a step: the organization's accounts, or the office's, those recused left out."""

from core.access.roles import Role
from core.notices.services import tell, telling
from personnel.models import User


def tell_organization(hand_over, **said):
    """Tell the organization's secretary and liaison."""
    tell(_of_organization(hand_over), **_about(hand_over), **said)


def telling_organization(hand_over, **said):
    """The statement that does so, for the step they are told of (`core.notices.services.telling`)."""
    return telling(_of_organization(hand_over), **_about(hand_over), **said)


def tell_office(hand_over, **said):
    """Tell the office's staff who may see this organization."""
    users = User.objects.holding(Role.OFFICE).free_of_recusal(hand_over.inspection.organization)
    tell(users, **_about(hand_over), **said)


def _of_organization(hand_over):
    organization = hand_over.inspection.organization.answering
    return User.objects.holding(Role.SECRETARY, Role.LIAISON).filter(organization=organization)


def _about(hand_over) -> dict[str, str]:
    return {"organization": hand_over.inspection.organization.name}
