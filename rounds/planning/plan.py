"""What the plan of a round says: its teams, who serves on each in which role, and what each inspects."""

from dataclasses import dataclass, field
from typing import Any

from core.workdays.reckoning import today
from rounds.models import Inspection, Round, Team
from rounds.models.rounds import of_team
from rounds.returns import RETURNED_ROUND


@dataclass
class PlannedTeam:
    """One team with the postings that are not over, leader first, and its inspections, as far as the reader sees."""

    team: Team
    postings: list = field(default_factory=list)
    inspections: list[Inspection] = field(default_factory=list)

    def names(self, *roles: str) -> list[str]:
        """Who serves in these roles."""
        return [str(posting.person) for posting in self.postings if posting.role in roles]

    @property
    def leader(self) -> list[str]:
        return self.names("leader")

    @property
    def deputies(self) -> list[str]:
        return self.names("deputy")

    @property
    def members(self) -> list[str]:
        """Everybody else, the liaison first."""
        return self.names("liaison", "member")

    @property
    def head_count(self) -> int:
        return len(self.postings)


def teams_in_plan(round: Round, user: Any) -> list[PlannedTeam]:
    """The teams of a round that the user sees, each with its people and its organizations."""
    teams = {team.pk: PlannedTeam(team) for team in Team.objects.visible_to(user).filter(round=round)}
    postings = of_team("postings").objects.visible_to(user).not_over(today()).filter(team__in=teams)
    for posting in postings.select_related("person").in_order_of_rank():
        teams[posting.team_id].postings.append(posting)
    inspections = Inspection.objects.visible_to(user).filter(team__in=teams)
    for inspection in inspections.select_related("organization", "team__round"):
        teams[inspection.team_id].inspections.append(inspection)
    return sorted(teams.values(), key=lambda planned: planned.team.number)


def plan_of(round: Round, user: Any) -> dict:
    """What the page of the decision shows: the plan, how much that is, and why it came back the last time."""
    teams = [planned for planned in teams_in_plan(round, user) if planned.team.dissolved_on is None]
    return {
        "teams": teams,
        "people_count": sum(planned.head_count for planned in teams),
        "organization_count": sum(len(planned.inspections) for planned in teams),
        "returned": RETURNED_ROUND.latest_return(round),
    }
