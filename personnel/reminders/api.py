"""What is owed over the API, with the steps taken on it."""

from core.api.commands import commands
from personnel.reminders.steps import STEPS
from rounds.deadlines.api import ObligationApi as ObligationsToRead


@commands(STEPS)
class ObligationApi(ObligationsToRead):
    """Who owes what by when, as far as the caller sees it; paused and resumed by who stands above who owes it."""
