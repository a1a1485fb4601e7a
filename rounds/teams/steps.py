"""The step of a team that has done its work: dissolved."""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm
from core.ui.late_days import late_days
from core.workflow.steps import Asks, Step, register_steps
from rounds.models import Team
from rounds.teams.conditions import why_not_dissolve
from rounds.teams.services import dissolve_team

STEPS = register_steps(
    Team,
    Step(
        "dissolve",
        _("Dissolve the team"),
        applies=lambda team: team.dissolved_on is None,
        rows=Team.objects.keepable_by,
        blocked=why_not_dissolve,
        primary=False,
        service=dissolve_team,
        locked_after="round",
        asks=Asks(
            DayForm,
            consequence=_("From this day its members no longer see the inspections of the team."),
            button=_("Dissolve"),
            danger=True,
        ),
        done=_("The team is dissolved."),
    ),
    late_days(Team.objects.keepable_by, lacking=Team.objects.lacking_days, names=("formed_on",), until="dissolved_on"),
)
