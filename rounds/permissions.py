"""Who may plan, approve and keep rounds. The row is already visible to the user who is asked about."""

from core.access.reach import had_a_hand, reach_of
from core.access.roles import Right
from core.trail.reading import actors_of, writers_of
from rounds.models import Inspection, Round, Team


def can_keep_rounds(user, obj=None) -> bool:
    """Plan rounds, form teams, keep organizations: office staff."""
    return reach_of(user).may(Right.KEEP_ROUNDS)


def can_approve_rounds(user, round=None) -> bool:
    """Approve a plan or return it: the leading group alone, and nobody a plan they had a hand in."""
    if not reach_of(user).may(Right.APPROVE_ROUNDS):
        return False
    return round is None or not had_a_hand(user, _planners(round))


def can_keep_organization(user, organization=None) -> bool:
    """Office staff, but for an organization they are recused from."""
    reach = reach_of(user)
    barred = organization is not None and organization.pk in reach.recused_organizations
    return reach.may(Right.KEEP_ROUNDS) and not barred


def can_record_inspection(user, inspection) -> bool:
    """Enter and leave an organization: office staff, or the leader and deputies of the team."""
    reach = reach_of(user)
    if inspection.organization_id in reach.recused_organizations:
        return False
    return reach.may(Right.KEEP_ROUNDS) or inspection.team_id in reach.led_teams | reach.deputy_teams


def sees_rounds(user) -> bool:
    """Whether rounds, teams and inspections are this user's work at all: the office, the leading group, teams."""
    reach = reach_of(user)
    return reach.reads_all or bool(reach.teams)


def sees_organizations(user) -> bool:
    """Those who see rounds, and those who stand for organizations or follow them."""
    reach = reach_of(user)
    return sees_rounds(user) or bool(reach.organizations | reach.portfolio)


def _planners(round) -> set[int]:
    """Who wrote the plan, formed its teams or gave them their organizations."""
    teams = Team.pgh_event_model.objects.filter(round=round)
    assigned = Inspection.pgh_event_model.objects.filter(team__round=round)
    return writers_of(round, Round.Status.PREPARING) | actors_of(teams) | actors_of(assigned)
