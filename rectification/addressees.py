"""Who on each side is told of a step: the organization's accounts, or the office's, those recused left out."""

from core.access.roles import Role
from core.notices.services import Message, tell, tell_all, telling
from personnel.addressees import posted_to
from personnel.models import Posting, User


def tell_organization(hand_over, **said):
    """Tell the organization's secretary and liaison."""
    tell(_of_organization(hand_over), **_about(hand_over), **said)


def telling_organization(hand_over, **said):
    """The statement that does so, for the step they are told of (`core.notices.services.telling`)."""
    return telling(_of_organization(hand_over), **_about(hand_over), **said)


def tell_team(hand_over, **said):
    """Tell those who lead the team that inspected the organization, as long as they do."""
    inspection = hand_over.inspection
    leading = posted_to(inspection.team_id, *Posting.HEADS).free_of_recusal(inspection.organization_id)
    tell(leading, **_about(hand_over), **said)


def tell_office(hand_over, **said):
    """Tell the office's staff who may see this organization."""
    users = User.objects.holding(Role.OFFICE).free_of_recusal(hand_over.inspection.organization)
    tell(users, **_about(hand_over), **said)


def tell_division_leaders(hand_over, **said):
    """Tell those who follow this organization."""
    organization = hand_over.inspection.organization
    followers = User.objects.holding(Role.DIVISION_LEADER).filter(portfolio=organization)
    tell(followers.free_of_recusal(organization), **_about(hand_over), **said)


def tell_of_own(rows, *, kind, subject, **facts):
    """Tell each organization's secretary and liaison of the row that is theirs, and lead them to it."""
    addressed = {}
    for row in rows:
        addressed.setdefault(row.organization.answering.pk, []).append(row)
    accounts = _speaking_for(addressed)
    told = [(account, row) for account in accounts for row in addressed[account.organization_id]]
    tell_all(Message(account, kind, subject, facts, url=row.get_absolute_url()) for account, row in told)


def _of_organization(hand_over):
    return _speaking_for([hand_over.inspection.organization.answering])


def _speaking_for(organizations):
    return User.objects.holding(Role.SECRETARY, Role.LIAISON).filter(organization__in=organizations)


def _about(hand_over) -> dict[str, str]:
    return {"organization": hand_over.inspection.organization.name}
