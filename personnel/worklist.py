"""What the office owes to teams that lack a leader."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.workdays.reckoning import today
from core.worklist.duties import Duty, register
from personnel.models import Posting
from personnel.permissions import can_keep_people
from rounds.models import Team
from rounds.teams.services import FORMING


def teams_without_leader(user):
    """Every team of a round that is planned or on site needs its leader, if only from a later day on."""
    if not can_keep_people(user):
        return
    led = Posting.objects.visible_to(user).not_over(today()).filter(role=Posting.Role.LEADER)
    waiting = Team.objects.visible_to(user).filter(dissolved_on=None, round__status__in=FORMING)
    for team in waiting.exclude(pk__in=led.values("team")).select_related("round"):
        yield Duty(
            title=_("Post a leader to %(round)s %(team)s") % {"round": team.round, "team": team},
            detail=team.round.theme,
            url=reverse("personnel:posting_add", args=[team.pk]),
            button=_("Go and post"),
            due_on=team.round.starts_on,
        )


register(teams_without_leader)
