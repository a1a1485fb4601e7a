"""Plans that can be submitted, and plans that lie with the leading group."""

from rounds.models import Round
from rounds.planning.services import submit_round
from tests.factories import InspectionFactory, PostingFactory, TeamFactory


def complete(round):
    """Give the plan a team if it has none, and each team the leader and the organization that it lacks."""
    for team in round.teams.all() or [TeamFactory(round=round)]:
        if not team.postings.exists():
            PostingFactory(team=team, role="leader")
        if not team.inspections.exists():
            InspectionFactory(team=team, status="planned", entered_on=None)
    return round


def submitted(round, by) -> Round:
    """The plan as the leading group gets it."""
    return submit_round(complete(round), by=by)
