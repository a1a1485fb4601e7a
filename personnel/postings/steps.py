"""The step of a team that lacks a leader."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.workdays.reckoning import today
from core.workflow.steps import Step, Task, page, register_steps
from personnel.models import Posting
from personnel.permissions import can_keep_people
from rounds.models import Round, Team


def teams_without_leader(user) -> QuerySet:
    """Every team of a round that is planned or on site needs its leader, if only from a later day on."""
    if not can_keep_people(user):
        return Team.objects.none()
    led = Posting.objects.visible_to(user).not_over(today()).filter(role=Posting.Role.LEADER)
    waiting = Team.objects.visible_to(user).filter(dissolved_on=None, round__status__in=Round.FORMING)
    return waiting.exclude(pk__in=led.values("team"))


register_steps(
    Team,
    Step(
        "post_leader",
        _("Post a leader"),
        page("personnel:posting_add"),
        rows=teams_without_leader,
        primary=False,
        task=Task(
            _("Post a leader to %(round)s %(team)s"),
            _("Go and post"),
            facts=lambda team: {"round": team.round, "team": team},
            detail=lambda team: team.round.theme,
            due_on=lambda team: team.round.starts_on,
            url=page("personnel:posting_add"),
        ),
    ),
    reads=("round",),
)
