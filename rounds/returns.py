"""How the plan of a round comes back to the office: the leading group takes its approval back."""

from core.workflow.returns import WayBack
from rounds.models import Inspection, Round, Team


def _plan_events(round: Round):
    """What became of the teams of a plan and of the organizations given to them."""
    return [
        Team.pgh_event_model.objects.filter(round=round.pk),
        Inspection.pgh_event_model.objects.filter(team__round=round.pk),
    ]


RETURNED_ROUND = WayBack(Round.Status.PREPARING, mended_by=("change",), beside=_plan_events)
