"""The limits rounds keep from the approval of their plans, and one that the office stated for the round on site."""

from datetime import date

from config.demo.cast import Cast
from core.trail.recording import acting
from core.workdays.reckoning import Unit
from rectification import duties
from rounds.deadlines.stating import freeze_limits, set_deadline_rule
from rounds.models import Round

WHY = "民生领域专项巡察，领导小组要求加快反馈整改：整改方案10个工作日内报送"


def load_limits(cast: Cast, today: date) -> None:
    """Freeze them, and have the office shorten the time for plans in the round on site."""
    rounds = list(Round._base_manager.all())
    with acting(cast.office):
        freeze_limits(rounds)
        for round in rounds:
            if round.status == Round.Status.ON_SITE:
                stated = {"amount": 10, "unit": Unit.WORKDAYS, "effective_from": today, "source": WHY}
                set_deadline_rule(duties.FILE_PLAN, round=round, by=cast.office, **stated)
