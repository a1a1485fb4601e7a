"""The step of a team that has done its work: dissolved."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Step, page, register_steps
from rounds.models import Team
from rounds.teams.conditions import why_not_dissolve

register_steps(
    Team,
    Step(
        "dissolve",
        _("Dissolve the team"),
        page("rounds:team_dissolve"),
        rows=Team.objects.dissolvable_by,
        blocked=why_not_dissolve,
        primary=False,
    ),
)
