"""How the plan of a round comes back to the office: the leading group returns it, or takes its approval back."""

from core.workflow.returns import WayBack
from rounds.models import Round
from rounds.models.rounds import events_of_plan

RETURNED_ROUND = WayBack(Round.Status.PREPARING, mended_by=("change",), beside=lambda round: events_of_plan(round.pk))
