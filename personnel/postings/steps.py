"""The step of a team that lacks a leader."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.workdays.reckoning import today
from core.workflow.steps import Step, Task, register_steps
from personnel.models import PlanChange, Posting
from personnel.permissions import can_keep_people
from rounds.inspections.conditions import why_not_change_plan
from rounds.models import Round, Team


def teams_without_leader(user) -> QuerySet:
    """Every team of a round that is planned or on site needs its leader, if only from a later day on.

    Nobody is posted while the plan lies with the leading group, and nobody is applied for twice.
    """
    if not can_keep_people(user):
        return Team.objects.none()
    led = Posting.objects.visible_to(user).not_over(today()).filter(role=Posting.Role.LEADER)
    applied_for = PlanChange.objects.visible_to(user).awaiting().filter(role=Posting.Role.LEADER)
    states = {*Round.FORMING} - {Round.Status.SUBMITTED}
    waiting = Team.objects.visible_to(user).filter(dissolved_on=None, round__status__in=states)
    return waiting.exclude(pk__in=led.values("team")).exclude(pk__in=applied_for.values("team"))


def _where_posted(team: Team) -> str:
    """In an approved plan a posting is applied for."""
    place = "personnel:team_apply_posting" if why_not_change_plan(team.round) else "personnel:posting_add"
    return reverse(place, args=[team.pk])


register_steps(
    Team,
    Step(
        "post_leader",
        _("Post a leader"),
        _where_posted,
        rows=teams_without_leader,
        primary=False,
        task=Task(
            _("Post a leader to %(round)s %(team)s"),
            _("Go and post"),
            facts=lambda team: {"round": team.round, "team": team},
            detail=lambda team: team.round.theme,
            due_on=lambda team: team.round.starts_on,
            url=_where_posted,
        ),
    ),
    reads=("round",),
)
